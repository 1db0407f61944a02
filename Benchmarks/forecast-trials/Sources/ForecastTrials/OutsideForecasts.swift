import Foundation
import Statistics
import Vocabulary

@testable import Analysis

/// Forecasts that another program wrote down, bin by bin.
struct OutsideForecasts {
    let name: String
    private var laws: [Int: [CountForecast]] = [:]

    init<A: AudienceKind, O: OriginKind>(name: String, path: String, _ table: CountTable<A, O>) throws {
        self.name = name
        let size = table.categories.count * table.places.count
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",").compactMap { Double($0) }
            guard fields.count == 5 else { throw Usage() }
            let index = Int(fields[1]) * table.places.count + Int(fields[2])
            laws[Int(fields[0]), default: Array(repeating: .poisson(Poisson(mean: 1)), count: size)][index] =
                .negativeBinomial(NegativeBinomial(mean: max(fields[3], 1e-9), size: fields[4]))
        }
    }

    /// The forecasts of a bin; a Poisson distribution of mean 1 where there is none.
    func forecasts(_ bin: Int, count: Int) -> [CountForecast] {
        laws[bin] ?? Array(repeating: .poisson(Poisson(mean: 1)), count: count)
    }
}
