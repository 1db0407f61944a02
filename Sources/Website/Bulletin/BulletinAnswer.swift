import Vocabulary

/// What a bulletin tells: the page *Hier* and its comparison with a year before.
struct BulletinAnswer: Sendable {
    let yesterday: YesterdayAnswer
    let comparison: ComparisonAnswer

    var question: Question { yesterday.question }
}

extension YesterdayFigures {
    /// Everything that the bulletin tells.
    func bulletin(_ compared: CompareQuestion, _ catalogue: Catalogue) throws -> BulletinAnswer {
        BulletinAnswer(
            yesterday: try answer(compared.choices, catalogue), comparison: try comparison(compared, catalogue))
    }
}
