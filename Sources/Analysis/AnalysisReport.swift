public import Vocabulary

/// What an analysis found: one record a place or term, with the method that found it and what to keep in mind.
///
/// Every analysis answers in this shape; `docs/analysis.schema.json` describes its JSON.
public struct AnalysisReport: Sendable, Hashable {
    /// Which analysis: `hotspots`, `compare`, `trends`, `context`, `effect`.
    public let analysis: String
    /// The method with its parameters.
    public let method: Method
    /// What was found, in the order in which it is best read.
    public let records: [Record]
    /// What a reader must know to read the records rightly, in plain words.
    public let notes: [Phrase]

    /// Makes a report.
    public init(analysis: String, method: Method, records: [Record], notes: [Phrase] = []) {
        self.analysis = analysis
        self.method = method
        self.records = records
        self.notes = notes
    }

    /// A method by its name, where it is published, and the parameters that it ran with.
    public struct Method: Sendable, Hashable {
        /// The name.
        public let name: String
        /// Authors and year.
        public let source: String
        /// The parameters, in the order in which they are told.
        public let parameters: [(name: String, value: Value)]

        /// Makes a method.
        public init(name: String, source: String, parameters: [(name: String, value: Value)]) {
            self.name = name
            self.source = source
            self.parameters = parameters
        }

        /// Whether names, sources and parameters are equal.
        public static func == (a: Method, b: Method) -> Bool {
            a.name == b.name && a.source == b.source
                && a.parameters.elementsEqual(b.parameters) { $0.name == $1.name && $0.value == $1.value }
        }

        /// Feeds the name, the source and the parameters.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(source)
            for parameter in parameters {
                hasher.combine(parameter.name)
                hasher.combine(parameter.value)
            }
        }
    }

    /// A value in a report.
    public enum Value: Sendable, Hashable {
        /// A number; not-a-number and infinities are written as null.
        case number(Double)
        /// A whole number.
        case integer(Int)
        /// A text.
        case text(String)
        /// Yes or no.
        case flag(Bool)
        /// Several values.
        case list([Value])
    }

    /// One place or term.
    public struct Record: Sendable, Hashable {
        /// What kind of record it is, where a report has several: `cell`, `zone`, `term`, `change`, `pair`, `hour`.
        public let kind: String
        /// The place's key, for records of places.
        public let place: String?
        /// The term, for records of models and of tables.
        public let term: String?
        /// The category's key; nil for all.
        public let category: String?
        /// The estimate, in the unit that the method's name says: a count, a ratio of rates, a change of level.
        public let estimate: Double?
        /// The interval of the estimate, at the coverage among the method's parameters.
        public let interval: Interval?
        /// The test statistic.
        public let statistic: Double?
        /// The p-value.
        public let p: Double?
        /// The p-value after control of the false discovery rate over the report's records of the same kind.
        public let q: Double?
        /// The verdict in one word, such as `hot`, `higher`, `too_few`.
        public let verdict: String?
        /// What else there is to say, by name.
        public let more: [String: Value]

        /// Makes a record; leave out what there isn't.
        public init(
            kind: String, place: String? = nil, term: String? = nil, category: String? = nil, estimate: Double? = nil,
            interval: Interval? = nil, statistic: Double? = nil, p: Double? = nil, q: Double? = nil,
            verdict: String? = nil, more: [String: Value] = [:]
        ) {
            self.kind = kind
            self.place = place
            self.term = term
            self.category = category
            self.estimate = estimate
            self.interval = interval
            self.statistic = statistic
            self.p = p
            self.q = q
            self.verdict = verdict
            self.more = more
        }
    }

    /// An interval; an end may be infinite.
    public struct Interval: Sendable, Hashable {
        /// The lower end.
        public let low: Double
        /// The upper end.
        public let high: Double

        /// Makes an interval.
        public init(low: Double, high: Double) {
            self.low = low
            self.high = high
        }
    }
}

/// Why a table can't be analysed as asked.
public enum AnalysisError: ExplainedError, Equatable {
    /// Too little to analyse: what is needed, what there is.
    case tooLittle(needed: Phrase, found: Int)
    /// The table lacks what the analysis needs, such as places' positions.
    case missing(Phrase, remedy: Phrase)
    /// No such place, category or covariate.
    case unknown(kind: String, name: String, known: [String])
    /// The method failed on this data, for the reason that it states.
    case failed(method: String, reason: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .tooLittle(let needed, let found):
            Explanation(
                what: Phrase(
                    fr: "Trop peu de données : il faut \(needed[.french]), il y en a \(found).",
                    en: "Too little data: it takes \(needed[.english]), there are \(found)."),
                remedy: Phrase(
                    fr: "Prenez une période plus longue, des lieux plus grands ou moins de catégories.",
                    en: "Take a longer period, larger places or fewer categories."))
        case .missing(let what, let remedy):
            Explanation(what: what, remedy: remedy)
        case .unknown(let kind, let name, let known):
            Explanation(
                what: Phrase(fr: "Inconnu (\(kind)) : « \(name) ».", en: "Unknown \(kind): `\(name)`."),
                remedy: Phrase(
                    fr: "Il y a : \(known.prefix(20).joined(separator: ", ")).",
                    en: "There are: \(known.prefix(20).joined(separator: ", "))."))
        case .failed(let method, let reason):
            Explanation(
                what: Phrase(
                    fr: "La méthode (\(method)) échoue sur ces données.",
                    en: "The method (\(method)) fails on this data."),
                why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Prenez plus de données ou moins de termes.", en: "Take more data, or fewer terms."))
        }
    }
}
