import ArgumentParser

/// Which counts: a table that somebody brought, or what is published of a territory; of either some categories and days.
struct CountsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            A table of counts: CSV with the columns place,time,category,count, and x,y in metres, population and \
            covariates where it has them. Combinations without a row are zeros.
            """, valueName: "file"))
    var counts: String?

    @Option(help: ArgumentHelp("The territory's folder, for its published figures.", valueName: "dir"))
    var territory: String?

    @Option(
        help: ArgumentHelp(
            "Where zone files that the territory doesn't ship are found (default: $CLAIREVOIE_DATA).", valueName: "dir")
    )
    var boundaries: String?

    @Option(help: ArgumentHelp("The data folder with the published figures.", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("Whose figures to read: public or staff.", valueName: "audience"))
    var audience: AudienceArgument = .public

    @Option(help: ArgumentHelp("The source, where the territory has several.", valueName: "key"))
    var source: String?

    @Option(help: ArgumentHelp("The level of places: territory, a zone level, cell200.", valueName: "key"))
    var level: String?

    @Option(help: ArgumentHelp("How finely categories are told apart: all, group, category.", valueName: "level"))
    var categories: CategoryLevelArgument = .all

    @Option(help: ArgumentHelp("Only this category; may be given several times.", valueName: "key"))
    var category: [String] = []

    @Option(
        help: ArgumentHelp("Only these days, the last one excluded: 2024-01-01/2025-01-01.", valueName: "from/until"))
    var period: PeriodArgument?

    @Option(
        help: ArgumentHelp(
            "The clock of times that name none, such as Europe/Paris (default: UTC; a territory's own).",
            valueName: "zone"))
    var timeZone: String?
}
