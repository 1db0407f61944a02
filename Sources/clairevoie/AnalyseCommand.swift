import ArgumentParser

/// `clairevoie analyse`: what happened, where, in what context, and did a measure work.
struct AnalyseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyse",
        abstract: "Analyse published figures, or a table that anybody has: no territory is needed.",
        discussion: """
            Every analysis takes --counts FILE (CSV: place,time,category,count) or --territory and --data; hotspots \
            takes --points FILE (CSV: x,y,time,category) too. With --json the report has one record a place or term, \
            as docs/analysis.schema.json says.

            Example: clairevoie analyse hotspots --points calls.csv --json
            """,
        subcommands: [
            AnalyseHotSpots.self, AnalyseCompare.self, AnalyseTrends.self, AnalyseContext.self, AnalyseEffect.self,
        ])
}
