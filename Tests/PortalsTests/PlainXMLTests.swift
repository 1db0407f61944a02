import Foundation
import TestCity
import Testing

@testable import Portals

/// The strict reader of XML.
struct PlainXMLTests {
    private static func events(_ text: String) throws -> [PlainXML.Event] {
        var events: [PlainXML.Event] = []
        try PlainXML.read(Array(text.utf8)) { events.append($0) }
        return events
    }

    @Test func elementsAndTheirTextAreReadAndTheRestIsPassedOver() throws {
        let text = """
            \u{FEFF}<?xml version='1.0' encoding='UTF-8' standalone="yes"?><?style x?>
            <a b="1 > 0" c = '&amp;'><!-- <x> --><b-1.x/>t&lt;&gt;&quot;&apos;&#x1F512;<![CDATA[<&]]></a >
            """
        #expect(
            try Self.events(text) == [
                .start("a"), .start("b-1.x"), .end("b-1.x"), .text("t<>\"'🔒"), .text("<&"), .end("a"),
            ])
    }

    @Test(arguments: [
        ("<!DOCTYPE a><a/>", PlainXML.Fault.documentType), ("<a><!DOCTYPE a></a>", .documentType),
        ("<!doctype html><a/>", .malformed(at: 0)), ("<!ENTITY x \"y\"><a/>", .malformed(at: 0)),
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>", .encoding),
        (String(repeating: "<a>", count: 65), .tooDeep), ("<a>&amp</a>", .malformed(at: 3)),
        ("<a>&lol;</a>", .malformed(at: 3)), ("<a>&#xD800;</a>", .malformed(at: 3)),
        ("<a>&#-9;</a>", .malformed(at: 3)),
        ("<a></b>", .malformed(at: 6)), ("<a/>x", .malformed(at: 5)), ("x<a/>", .malformed(at: 1)),
        ("<a b=1/>", .malformed(at: 5)), ("<a b=\"<\"/>", .malformed(at: 6)),
        ("<a b=\"1\"c=\"2\"/>", .malformed(at: 8)),
        ("<1/>", .malformed(at: 1)), ("<a><!-- </a>", .malformed(at: 7)), ("<![CDATA[x]]><a/>", .malformed(at: 0)),
    ])
    func whatIsNoPlainXMLIsRefused(_ text: String, _ fault: PlainXML.Fault) {
        #expect(throws: fault) { try Self.events(text) }
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: PlainXML.Fault.encoding) {
            try PlainXML.read(Array("<a>".utf8) + [0xE9] + Array("</a>".utf8)) { _ in }
        }
        #expect(throws: PlainXML.Fault.self) { try PlainXML.read(Array("<a>\u{1}</a>".utf8)) { _ in } }
    }

    @Test func changedAndCutTextsNeverTrapAndNeverGrow() throws {
        let text = Array(
            "<?xml version=\"1.0\"?><r a=\"b\"><q><i>1&amp;2</i><![CDATA[x]]></q><!-- c --><q>é&#233;</q></r>".utf8)
        var random = SeededGenerator(seed: 311)
        for _ in 0..<20_000 {
            var changed = text
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
                case 1: changed.remove(at: place)
                default: changed.insert(text[Int.random(in: 0..<text.count, using: &random)], at: place)
                }
            }
            var length = 0
            try? PlainXML.read(changed) { event in
                if case .text(let part) = event { length += part.utf8.count }
            }
            #expect(length <= changed.count)
        }
    }

    /// The answers that the standard shows, by its own words; they lack the root that the standard asks for.
    @Test(.enabled(if: SharedData.isExpected, "needs CLAIREVOIE_DATA"))
    func theStandardsExamplesAreUnderstood() throws {
        func example(_ name: String) throws -> String {
            try String(contentsOfFile: SharedData.path("oracles/open311/\(name)"), encoding: .utf8)
        }
        let requests = Open311Answer(
            bytes: Array("<service_requests>\(try example("10_Example_Response.xml"))</service_requests>".utf8),
            address: "x")
        #expect(
            try requests.requests().map(\.fields) == [
                [
                    "638344", "closed", "006", "Sidewalk and Curb Issues", "2010-04-14T06:37:38-08:00",
                    "2010-04-14T06:37:38-08:00", "-122.4651145", "37.762221815",
                ],
                [
                    "638349", "open", "006", "Sidewalk and Curb Issues", "2010-04-19T06:37:38-08:00",
                    "2010-04-19T06:37:38-08:00", "-122.4651145", "37.762221815",
                ],
            ])
        let services = Open311Answer(
            bytes: Array("<services>\(try example("01_Example_Response.xml"))</services>".utf8), address: "x")
        #expect(try services.services().map(\.code) == ["001", "002", "003"])
        #expect(try services.services().map(\.name).contains("Construction plate shifted"))
        for name in ["07", "09", "13", "16"] {
            let text = try example("\(name)_Example_Response.xml")
            #expect(throws: Never.self) { try PlainXML.read(Array(text.utf8)) { _ in } }
        }
    }
}

/// The folder of data that is not the project's own.
private enum SharedData {
    static let folder = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
    /// Tests skip without the folder, but not in continuous integration, where they then fail.
    static let isExpected = folder != nil || ProcessInfo.processInfo.environment["CI"] != nil

    /// A file of the folder.
    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
