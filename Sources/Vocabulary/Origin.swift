/// How a count came to be, which decides what may be concluded from it.
public enum Origin: String, Sendable, Hashable, CaseIterable, Codable {
    /// Somebody asked for help.
    case reported
    /// An agent found it: tickets, checks. It tells of the service's activity, not of the residents.
    case discovered
    /// A sensor measured it.
    case measured
    /// Weather, calendar: what surrounds the counts.
    case contextual
}

/// A type that stands for one ``Origin``, so that the compiler can tell counts apart.
public protocol OriginKind: Sendable {
    /// The origin that the type stands for.
    static var origin: Origin { get }
}

/// An origin that a forecast may be trained and scored on.
///
/// ``Discovered`` does not conform: forecasting what agents find where they are sent feeds police activity back
/// into itself (Lum & Isaac 2016; Ensign et al. 2018).
public protocol ForecastableOrigin: OriginKind {}

/// The type of counts of calls for help.
public enum Reported: ForecastableOrigin {
    /// Always ``Origin/reported``.
    public static var origin: Origin { .reported }
}

/// The type of counts of what agents found.
public enum Discovered: OriginKind {
    /// Always ``Origin/discovered``.
    public static var origin: Origin { .discovered }
}

/// The type of counts of sensors.
public enum Measured: ForecastableOrigin {
    /// Always ``Origin/measured``.
    public static var origin: Origin { .measured }
}

/// The type of counts of weather and calendar.
public enum Contextual: OriginKind {
    /// Always ``Origin/contextual``.
    public static var origin: Origin { .contextual }
}
