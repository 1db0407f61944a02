import HTTPTypes
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

@Suite struct FrenchTypographyTests {
    @Test func spacesBeforeTallSignsDoNotBreak() {
        #expect(
            FrenchTypography.spaced("Oui : « non » ; quoi ? là ! 5 %")
                == "Oui\u{A0}: «\u{A0}non\u{A0}»\u{202F}; quoi\u{202F}? là\u{202F}! 5\u{202F}%")
        #expect(FrenchTypography.spaced("") == "")
        #expect(FrenchTypography.spaced("a:b http://x?y ") == "a:b http://x?y ")
        #expect(FrenchTypography.spaced(" :") == "\u{A0}:")
    }

    @Test(arguments: [
        "/fr/hier", "/fr/confiance", "/fr/rien", "/fr/hier?from=x", "/fr/demain", "/fr/confiance/boucle",
        "/fr/hier?from=1990-01-01&to=2000-01-01&level=quartier",
        "/fr/hier?from=2024-03-20&to=2025-05-05&level=quartier&category=category.noise&place=0102",
        "/fr/hier?level=cell1000&category=all", "/api/v1/map?from=x",
    ])
    func noFrenchPageHasAPlainSpaceWhereALineMustNotBreak(address: String) async throws {
        let site = try SharedFixture.site(of: SharedFixture.noised.get(), for: PublicAudience.self)
        try await site.withClient { client in
            let text = try await client.get(address, headers: [.acceptLanguage: "fr"]).text
            for found in text.matches(of: /[ ][:;?!%»]|«[^\u{A0}]|[^\u{A0}]»/) {
                let end = text[found.range.lowerBound...].prefix(30)
                Issue.record("\(address): \(text[..<found.range.lowerBound].suffix(40))|\(end)")
            }
        }
    }

    @Test func englishIsLeftAlone() async throws {
        let site = try SharedFixture.site(of: SharedFixture.noised.get(), for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/en/confiance").text
            #expect(!html.contains("\u{A0}"))
        }
    }
}
