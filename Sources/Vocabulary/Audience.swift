/// Who a figure is published for.
public enum Audience: String, Sendable, Hashable, CaseIterable, Codable {
    /// Everybody.
    case `public`
    /// The town hall's own analysts; never called anonymous.
    case staff
}

/// A type that stands for one ``Audience`` and travels with the figures made for it.
public protocol AudienceKind: Sendable {
    /// The audience that the type stands for.
    static var audience: Audience { get }
}

/// The type of figures for everybody.
public enum PublicAudience: AudienceKind {
    /// Always ``Audience/public``.
    public static var audience: Audience { .public }
}

/// The type of figures for the town hall's analysts.
public enum StaffAudience: AudienceKind {
    /// Always ``Audience/staff``.
    public static var audience: Audience { .staff }
}
