/// What a run of the publisher did.
public struct PublishReport: Sendable, Equatable {
    /// What was published of one table.
    public struct Table: Sendable, Equatable {
        /// The table's key.
        public let key: String
        /// How many bins were closed and drawn.
        public let bins: Int
        /// How many figures they hold, zeros included.
        public let figures: Int
    }

    /// The tables of which anything was published, in the plan's order.
    public internal(set) var tables: [Table] = []
    /// How many replaced periods were put on the record.
    public internal(set) var corrections = 0
    /// How many stretches of bins were put on the record as spent by a publication that never landed.
    public internal(set) var interruptions = 0
    /// The number of leaves of the log afterwards.
    public internal(set) var logSize: Int64 = 0
    /// The log's root afterwards.
    public internal(set) var logRoot = ""
}
