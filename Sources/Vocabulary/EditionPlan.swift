/// A privacy-loss bound in billionths, so that sums are exact.
public struct Epsilon: Sendable, Hashable, Comparable, AdditiveArithmetic, CustomStringConvertible {
    /// Billionths.
    public let billionths: Int64

    /// Makes a bound of so many billionths.
    public init(billionths: Int64) {
        self.billionths = billionths
    }

    /// Reads a decimal number such as `0.25`.
    ///
    /// - Returns: nil for anything else, for a negative number, for more than nine decimals, and for 1,000 or more.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        guard let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 3, decimals.utf8.count <= 9,
            parts.count == 1 || !decimals.isEmpty,
            (Array(whole.utf8) + Array(decimals.utf8)).allSatisfy({ (48...57).contains($0) }),
            let units = Int64(whole),
            let fraction = Int64(decimals + String(repeating: "0", count: 9 - decimals.utf8.count))
        else { return nil }
        billionths = units * 1_000_000_000 + fraction
    }

    /// No loss at all.
    public static var zero: Epsilon { Epsilon(billionths: 0) }

    /// The bound as a floating-point number, for display and design, never for drawing.
    public var value: Double { Double(billionths) / 1e9 }

    /// The loss of both together.
    public static func + (a: Epsilon, b: Epsilon) -> Epsilon { Epsilon(billionths: a.billionths + b.billionths) }

    /// What is left of `a` after `b`.
    public static func - (a: Epsilon, b: Epsilon) -> Epsilon { Epsilon(billionths: a.billionths - b.billionths) }

    /// The loss of `count` records.
    public static func * (count: Int, a: Epsilon) -> Epsilon { Epsilon(billionths: Int64(count) * a.billionths) }

    /// Orders bounds by size.
    public static func < (a: Epsilon, b: Epsilon) -> Bool { a.billionths < b.billionths }

    /// The shortest decimal number that is the bound.
    public var description: String {
        let digits = String(billionths % 1_000_000_000)
        var fraction = String(repeating: "0", count: 9 - digits.count) + digits
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(billionths / 1_000_000_000)" + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}

/// One table of the edition plan: what is published of a source, how coarsely, and for whom at what cost.
public struct PlannedTable: Sendable, Hashable {
    /// How each audience's figures are protected.
    public enum Protection: Sendable, Hashable {
        /// Open data: the figures as they are, for both audiences.
        case exact
        /// Discrete Laplace noise; an audience without an ε does not get the table. Where both have one, the public's
        /// is at most the staff's, and the public figure is the staff figure with further noise.
        case noised(public: Epsilon?, staff: Epsilon?)

        /// What a record pays for an audience's sight of the figures; zero where they are exact or not shown.
        public func epsilon(for audience: Audience) -> Epsilon {
            guard case .noised(let forPublic, let forStaff) = self else { return .zero }
            switch audience {
            case .public: return forPublic ?? .zero
            // The public's figures are there for everybody, the staff too; who sees both pays the larger.
            case .staff: return max(forStaff ?? .zero, forPublic ?? .zero)
            }
        }
    }

    /// The source's key.
    public let source: String
    /// How coarsely places are told apart.
    public let place: PlaceLevel
    /// How coarsely hours are told apart.
    public let time: TimeLevel
    /// How coarsely categories are told apart.
    public let category: CategoryLevel
    /// How the figures are protected.
    public let protection: Protection

    /// Makes a table; a territory's loader checks it against the territory.
    public init(
        source: String, place: PlaceLevel, time: TimeLevel, category: CategoryLevel, protection: Protection
    ) {
        self.source = source
        self.place = place
        self.time = time
        self.category = category
        self.protection = protection
    }

    /// The table's key in stores and addresses: `incidents.quartier.day.all`.
    public var key: String { "\(source).\(place.key).\(time.rawValue).\(category.rawValue)" }
}

/// The totals of admission and refusal that are published of a source, by month; they pay like any figure.
public struct PlannedReport: Sendable, Hashable {
    /// The source's key.
    public let source: String
    /// How the totals are protected.
    public let protection: PlannedTable.Protection

    /// Makes a report.
    public init(source: String, protection: PlannedTable.Protection) {
        self.source = source
        self.protection = protection
    }

    /// The report's key in stores and addresses.
    public var key: String { "\(source).outcomes.month" }
}

/// Everything that a territory publishes.
public struct EditionPlan: Sendable, Hashable {
    /// The tables.
    public let tables: [PlannedTable]
    /// The reports.
    public let reports: [PlannedReport]
    /// The most that one record may pay, by audience, over all tables for life.
    public let limits: [Audience: Epsilon]

    /// Makes a plan; a territory's loader checks it.
    public init(tables: [PlannedTable], reports: [PlannedReport], limits: [Audience: Epsilon]) {
        self.tables = tables
        self.reports = reports
        self.limits = limits
    }

    /// What one record of a source pays under this plan, over all its tables and reports.
    public func cost(of source: String, for audience: Audience) -> Epsilon {
        let protections =
            tables.filter { $0.source == source }.map(\.protection)
            + reports.filter { $0.source == source }.map(\.protection)
        return protections.reduce(.zero) { $0 + $1.epsilon(for: audience) }
    }
}
