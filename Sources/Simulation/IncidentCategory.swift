/// A nature of call, as the call centre codes it, with the rhythms that the simulation gives it.
public struct IncidentCategory: Sendable {
    /// The call centre's code, such as "BRU01".
    public let code: String
    /// The label in French, as the file writes it.
    public let frenchLabel: String
    /// About how many calls a year the whole city makes, before events and planted effects.
    public let yearlyCalls: Double
    /// Growth of the rate in a year: 0.05 is five per cent.
    public let yearlyGrowth: Double
    /// Share added in school holidays: −0.1 is ten per cent fewer.
    public let schoolHolidayEffect: Double
    /// Share added for each degree of the day's highest temperature above 27 °C.
    public let heatEffect: Double
    /// Share added in an hour of rain.
    public let rainEffect: Double
    /// Shape of the gamma rate of a quartier and a day: the variance of its count is mean + mean²/shape.
    public let dispersionShape: Double

    /// Half the difference between summer and winter, as a share of the mean.
    let summerSwing: Double
    /// Weights of the 24 hours of the wall clock.
    let hourly: [Double]
    /// Weights of the seven days, Monday first; the hours before six belong to the evening before.
    let weekday: [Double]
    /// Shares of the layers of places where calls come from, in the order of `PlaceLayer`.
    let layers: [Double]
    /// Extra calls for a thousand people at a match, and at another event.
    let matchCalls: Double
    let eventCalls: Double

    /// The twelve natures of call, in the order of their indices.
    public static let all: [IncidentCategory] = [
        noise, music, fight, drunkenness, damage, dumping, parking, animal, rescue, fire, accident, lighting,
    ]

    private static let evenings = [
        52, 34, 20, 11, 7, 6, 12, 18, 22, 25, 28, 30, 33, 33, 32, 32, 36, 42, 50, 60, 74, 92, 102, 84,
    ].map(Double.init)
    private static let nights = [
        95, 70, 44, 24, 14, 8, 5, 5, 6, 8, 9, 11, 14, 16, 18, 20, 24, 30, 38, 50, 66, 92, 118, 116,
    ].map(Double.init)
    private static let lateNights = [
        70, 66, 52, 34, 24, 13, 9, 9, 12, 16, 20, 24, 28, 30, 32, 36, 42, 46, 50, 54, 58, 64, 70, 72,
    ].map(Double.init)
    private static let office = [
        3, 2, 2, 2, 3, 6, 18, 46, 74, 86, 88, 80, 62, 66, 74, 76, 76, 70, 56, 38, 24, 15, 9, 5,
    ].map(Double.init)
    private static let traffic = [
        12, 8, 6, 5, 6, 11, 26, 58, 70, 52, 46, 50, 58, 56, 54, 60, 74, 84, 78, 60, 40, 30, 24, 18,
    ].map(Double.init)
    private static let rescues = [
        30, 26, 22, 20, 19, 20, 27, 38, 50, 60, 64, 64, 60, 58, 58, 58, 60, 62, 64, 62, 56, 50, 44, 37,
    ].map(Double.init)
    private static let dusk = [
        30, 24, 18, 14, 10, 9, 14, 26, 32, 32, 34, 36, 38, 42, 46, 50, 52, 54, 58, 62, 66, 68, 58, 42,
    ].map(Double.init)
    private static let weekend = [0.84, 0.84, 0.88, 0.96, 1.22, 1.34, 0.92]
    private static let weekdays = [1.1, 1.1, 1.12, 1.1, 1.12, 0.88, 0.58]
    private static let even = [0.98, 0.97, 0.98, 0.99, 1.05, 1.06, 0.97]

    private static let noise = IncidentCategory(
        code: "BRU01", frenchLabel: "Bruit de voisinage", yearlyCalls: 34_000,
        yearlyGrowth: 0.02, schoolHolidayEffect: 0.03, heatEffect: 0.035, rainEffect: -0.2, dispersionShape: 6,
        summerSwing: 0.2, hourly: evenings, weekday: weekend, layers: [0.74, 0.13, 0.09, 0.03, 0.01], matchCalls: 0.1,
        eventCalls: 0.12)
    private static let music = IncidentCategory(
        code: "BRU02", frenchLabel: "Musique et fêtes", yearlyCalls: 25_000,
        yearlyGrowth: 0.03, schoolHolidayEffect: 0.08, heatEffect: 0.04, rainEffect: -0.45, dispersionShape: 4,
        summerSwing: 0.42, hourly: nights, weekday: [0.62, 0.66, 0.76, 0.98, 1.5, 1.76, 0.72],
        layers: [0.42, 0.34, 0.08, 0.14, 0.02], matchCalls: 0.18, eventCalls: 0.5)
    private static let fight = IncidentCategory(
        code: "RIX01", frenchLabel: "Rixe", yearlyCalls: 8200, yearlyGrowth: 0,
        schoolHolidayEffect: -0.02, heatEffect: 0.025, rainEffect: -0.25, dispersionShape: 5, summerSwing: 0.14,
        hourly: lateNights, weekday: weekend, layers: [0.36, 0.36, 0.22, 0.05, 0.01], matchCalls: 0.16, eventCalls: 0.1)
    private static let drunkenness = IncidentCategory(
        code: "IVR01", frenchLabel: "Ivresse sur la voie publique",
        yearlyCalls: 8800, yearlyGrowth: -0.01, schoolHolidayEffect: 0.02, heatEffect: 0.02, rainEffect: -0.2,
        dispersionShape: 6, summerSwing: 0.12, hourly: nights, weekday: weekend,
        layers: [0.25, 0.46, 0.2, 0.08, 0.01], matchCalls: 0.24, eventCalls: 0.22)
    private static let damage = IncidentCategory(
        code: "DEG01", frenchLabel: "Dégradations", yearlyCalls: 15_500,
        yearlyGrowth: 0.01, schoolHolidayEffect: 0.07, heatEffect: 0, rainEffect: -0.15, dispersionShape: 6,
        summerSwing: 0.04, hourly: dusk, weekday: even, layers: [0.6, 0.12, 0.24, 0.02, 0.02], matchCalls: 0.12,
        eventCalls: 0.08)
    private static let dumping = IncidentCategory(
        code: "DEP01", frenchLabel: "Dépôt sauvage", yearlyCalls: 23_000,
        yearlyGrowth: 0.05, schoolHolidayEffect: 0.02, heatEffect: 0.005, rainEffect: -0.2, dispersionShape: 8,
        summerSwing: 0.1, hourly: office, weekday: [1.26, 1.12, 1.06, 1.04, 1.06, 0.9, 0.56],
        layers: [0.66, 0.03, 0.2, 0.02, 0.09], matchCalls: 0, eventCalls: 0.06)
    private static let parking = IncidentCategory(
        code: "STA01", frenchLabel: "Stationnement gênant", yearlyCalls: 31_000,
        yearlyGrowth: 0.01, schoolHolidayEffect: -0.12, heatEffect: 0, rainEffect: 0.06, dispersionShape: 8,
        summerSwing: 0.02, hourly: traffic, weekday: weekdays, layers: [0.46, 0.1, 0.38, 0.06, 0], matchCalls: 0.6,
        eventCalls: 0.2)
    private static let animal = IncidentCategory(
        code: "ANI01", frenchLabel: "Animal errant ou dangereux",
        yearlyCalls: 8600, yearlyGrowth: 0, schoolHolidayEffect: 0.02, heatEffect: 0.015, rainEffect: -0.1,
        dispersionShape: 10, summerSwing: 0.18, hourly: office, weekday: even, layers: [0.74, 0.01, 0.09, 0.04, 0.12],
        matchCalls: 0, eventCalls: 0)
    private static let rescue = IncidentCategory(
        code: "SEC01", frenchLabel: "Personne en difficulté, secours à personne",
        yearlyCalls: 28_000, yearlyGrowth: 0.015, schoolHolidayEffect: -0.02, heatEffect: 0.03, rainEffect: 0.02,
        dispersionShape: 14, summerSwing: 0.03, hourly: rescues, weekday: even,
        layers: [0.7, 0.09, 0.15, 0.05, 0.01], matchCalls: 0.14, eventCalls: 0.25)
    private static let fire = IncidentCategory(
        code: "FEU01", frenchLabel: "Feu de poubelle ou d’espace naturel",
        yearlyCalls: 4600, yearlyGrowth: 0, schoolHolidayEffect: 0.05, heatEffect: 0.07, rainEffect: -0.6,
        dispersionShape: 4, summerSwing: 0.36, hourly: dusk, weekday: even, layers: [0.5, 0.06, 0.14, 0.02, 0.28],
        matchCalls: 0.02, eventCalls: 0.02)
    private static let accident = IncidentCategory(
        code: "ACC01", frenchLabel: "Accident de circulation", yearlyCalls: 8400,
        yearlyGrowth: -0.02, schoolHolidayEffect: -0.1, heatEffect: 0, rainEffect: 0.45, dispersionShape: 14,
        summerSwing: -0.02, hourly: traffic, weekday: weekdays, layers: [0.24, 0.05, 0.66, 0.03, 0.02],
        matchCalls: 0.05, eventCalls: 0.03)
    private static let lighting = IncidentCategory(
        code: "VOI01", frenchLabel: "Éclairage ou voirie dangereuse",
        yearlyCalls: 12_500, yearlyGrowth: 0.02, schoolHolidayEffect: -0.05, heatEffect: 0, rainEffect: 0.5,
        dispersionShape: 8, summerSwing: -0.22, hourly: office, weekday: weekdays,
        layers: [0.54, 0.05, 0.36, 0.03, 0.02], matchCalls: 0, eventCalls: 0.01)
}
