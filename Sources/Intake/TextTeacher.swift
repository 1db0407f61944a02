public import Vocabulary

/// Teaches a model from labelled rows of a source: their texts, their days and their codes.
///
/// The texts are held in memory as numbers of words, and die with the teacher.
public struct TextTeacher: Sendable {
    /// The most rows that are held.
    public static let rowLimit = 500_000
    /// The confidence below which a record is refused, unless another is stated.
    public static let confidence = 0.6

    /// The numbers of the file's columns that are read.
    public let selection: [Int]

    let taxonomy: Taxonomy
    private let file: String
    private let before: CivilDate?
    private let calendar: CivilCalendar
    private let moments: MomentText
    private let codes: CodeTable
    private let dateSlot: Int
    private let labelSlot: Int
    private let textSlots: [Int]
    private(set) var corpus = TextCorpus()
    private(set) var account = TeachAccount()

    /// Opens a lesson.
    ///
    /// - Parameters:
    ///   - label: the column of the codes that people gave.
    ///   - before: rows of this day and after are left out, so that the model is frozen before it; nil takes all.
    ///   - file: the file's name, for messages.
    ///   - columns: the file's columns.
    /// - Throws: ``TextModelError`` for a convention without texts or without days, ``GateError`` for a missing column.
    public init(
        territory: Territory, convention: Convention, label: String, before: CivilDate?, file: String,
        columns: [String]
    ) throws {
        guard case .text(let texts, _) = convention.category else {
            throw TextModelError.noText(source: convention.source)
        }
        let date: String
        switch convention.time.parts {
        case .together(let column), .dateAndHour(date: let column, hour: _), .between(start: let column, end: _):
            date = column
        case .yearAndMonth: throw TextModelError.noDay(source: convention.source)
        }
        var selection = ColumnSelection(file: file, columns: columns)
        dateSlot = try selection.slot(date)
        labelSlot = try selection.slot(label)
        textSlots = try texts.map { try selection.slot($0) }
        self.selection = selection.numbers
        self.file = file
        self.before = before
        calendar = territory.calendar
        taxonomy = territory.taxonomy
        moments = MomentText(convention.time)
        codes = CodeTable(territory.taxonomy.categoryOfCode)
    }

    /// Takes the next rows.
    ///
    /// - Throws: ``TextModelError/tooManyRows(file:limit:)``.
    public mutating func read(_ batch: RawBatch) throws {
        let text = batch.bytes.span
        var cache = CalendarCache(calendar: calendar)
        account.read += batch.count + batch.unreadableRows
        account.unreadable += batch.unreadableRows
        for record in 0..<batch.count {
            let base = record * batch.columns
            let (dateFrom, dateTo) = batch.bounds(base + dateSlot)
            let day: CivilDate
            switch moments.read(text, from: dateFrom, to: dateTo, &cache) {
            case .day(let date): day = date
            case .instant(let time, _): day = calendar.date(at: time)
            case .month, nil:
                account.withoutDay += 1
                continue
            }
            if let before, day >= before {
                account.tooLate += 1
                continue
            }
            let (labelFrom, labelTo) = batch.trimmedBounds(base + labelSlot, text)
            guard let category = codes.category(text, from: labelFrom, to: labelTo) else {
                account.unmapped += 1
                continue
            }
            guard corpus.count < Self.rowLimit else {
                throw TextModelError.tooManyRows(file: file, limit: Self.rowLimit)
            }
            for slot in textSlots {
                let (from, to) = batch.bounds(base + slot)
                corpus.add(text, from: from, to: to)
            }
            corpus.close(day: Int32(day.dayNumber), category: category)
        }
    }

    /// The model of the rows read, and what cross-validation says of it.
    ///
    /// Five folds by day, so that the records of one affair are learned or judged together; each fold chooses its own
    /// words. The temperature makes the probabilities of held-out rows honest; that of a fold's figures comes from the
    /// other folds. The same rows always give the same model.
    ///
    /// A word that is struck out is left out of every fold too, so that the report is of the model that is written.
    ///
    /// - Parameters:
    ///   - confidence: the least probability of a category that is told, from 0 to 1.
    ///   - struck: words, or pairs of words with a space between, that the model may not know; a word takes its pairs
    ///     with it. Capitals and accents don't matter.
    /// - Throws: ``TextModelError/tooFewRows(file:categories:)``, ``TextModelError/unknownWords(_:)``.
    /// - Complexity: six fits of ``TextSoftmax``.
    @concurrent
    public func teach(
        confidence: Double = confidence, without struck: [String] = []
    ) async throws -> (model: TextClassifier, report: TeachReport) {
        let words = struck.map { (typed: $0, plain: TextWords.plain($0)) }
        let lesson = TextLesson(corpus: corpus, taxonomy: taxonomy, without: Set(words.map(\.plain)))
        guard lesson.categories.count >= 2 else {
            throw TextModelError.tooFewRows(file: file, categories: lesson.categories.count)
        }
        let unknown = lesson.needlesslyStruck
        guard unknown.isEmpty else {
            throw TextModelError.unknownWords(words.filter { unknown.contains($0.plain) }.map(\.typed))
        }
        let trial = TextTrial(of: lesson)
        let model = lesson.model(temperature: trial.temperature, confidence: confidence)
        return (model, TeachReport(lesson: lesson, trial: trial, model: model, account: account))
    }
}

/// What became of the rows of a lesson; the sum is always what was read.
public struct TeachAccount: Sendable, Equatable {
    /// Rows read.
    public internal(set) var read = 0
    /// Rows that could not be split into fields.
    public internal(set) var unreadable = 0
    /// Rows without a readable day.
    public internal(set) var withoutDay = 0
    /// Rows of the day given as `before`, or later.
    public internal(set) var tooLate = 0
    /// Rows whose code the taxonomy doesn't map.
    public internal(set) var unmapped = 0
}
