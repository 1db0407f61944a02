import Testing

@testable import Website

struct AnalysisCacheTests {
    @Test func anAnswerIsWorkedOutOnceAndAgainWhenSomethingIsPublished() {
        let cache = AnalysisCache<Int>(capacity: 8)
        var made = 0
        func ask(_ question: String, at state: Int64) -> Int {
            cache.answer(question, state: state) {
                made += 1
                return made
            }
        }
        #expect(ask("a", at: 1) == 1)
        #expect(ask("a", at: 1) == 1)
        #expect(ask("b", at: 1) == 2)
        #expect(ask("a", at: 2) == 3)
        #expect(cache.count == 1)
    }

    @Test func theLeastRecentlyUsedAnswerGoesFirst() {
        let cache = AnalysisCache<String>(capacity: 2)
        for question in ["a", "b", "a", "c"] { _ = cache.answer(question, state: 1) { question } }
        #expect(cache.count == 2)
        #expect(cache.answer("a", state: 1) { "again" } == "a")
        #expect(cache.answer("b", state: 1) { "again" } == "again")
    }

    @Test func whatFailsIsNotKept() {
        struct Failure: Error {}
        let cache = AnalysisCache<Int>(capacity: 2)
        #expect(throws: Failure.self) { try cache.answer("a", state: 1) { throw Failure() } }
        #expect(cache.answer("a", state: 1) { 7 } == 7)
    }
}
