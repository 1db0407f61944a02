import COpenBLAS
import Foundation

extension CountFit {
    /// The coefficients' covariance that holds whatever the variance of the counts (Huber 1967; White 1980), with the
    /// factor n/(n−k) of HC1 (MacKinnon & White 1985); R: `sandwich::vcovHC(type = "HC1")`.
    ///
    /// - Parameters:
    ///   - design: the design of the fit.
    ///   - response: the response of the fit.
    public func robustCovariance(_ design: Design, _ response: CountResponse) throws(RegressionFailure)
        -> SymmetricMatrix
    {
        let scores = try scores(design, response)
        let rows = Double(response.effectiveRows)
        let factor = rows / (rows - Double(coefficients.count))
        return unscaledCovariance.sandwich(crossProduct(scores, rows: design.rows)).scaled(by: factor)
    }

    /// The coefficients' covariance that allows counts of one cluster to depend on each other (Liang & Zeger 1986), with
    /// the factor G/(G−1) · (n−1)/(n−k); R: `sandwich::vcovCL(type = "HC1")`.
    ///
    /// - Parameters:
    ///   - design: the design of the fit.
    ///   - response: the response of the fit.
    ///   - clusters: each row's cluster, any numbers; at least two differ. Fewer than about 40 understate the errors.
    public func clusteredCovariance(
        _ design: Design, _ response: CountResponse, clusters: [Int]
    ) throws(RegressionFailure) -> SymmetricMatrix {
        guard clusters.count == design.rows else { throw .shapes("\(clusters.count) clusters, \(design.rows) rows") }
        var order: [Int: Int] = [:]
        let places = clusters.map { cluster in
            let place = order[cluster] ?? order.count
            order[cluster] = place
            return place
        }
        guard order.count > 1 else { throw .shapes("one cluster has no variance between clusters") }
        let scores = try scores(design, response)
        let groups = order.count
        var sums = [Double](repeating: 0, count: groups * coefficients.count)
        for column in coefficients.indices {
            for row in 0..<design.rows { sums[column * groups + places[row]] += scores[column * design.rows + row] }
        }
        let rows = Double(response.effectiveRows)
        let factor = Double(groups) / Double(groups - 1) * (rows - 1) / (rows - Double(coefficients.count))
        return unscaledCovariance.sandwich(crossProduct(sums, rows: groups)).scaled(by: factor)
    }

    /// Each row's score, column-major: what it adds to the likelihood's derivative.
    private func scores(_ design: Design, _ response: CountResponse) throws(RegressionFailure) -> [Double] {
        guard response.counts.count == design.rows else {
            throw .shapes("\(response.counts.count) counts, \(design.rows) rows of the design")
        }
        let design = try kept(of: design)
        let means = Self.means(design, coefficients, response)
        let residuals = means.indices.map { row in
            let slope = law.row(
                count: response.counts[row], predictor: 0, mean: means[row], noise: response.noiseVariance?[row] ?? 0
            ).slope
            return (response.weights?[row] ?? 1) * slope * (response.counts[row] - means[row])
        }
        var scores = design.values
        for column in coefficients.indices {
            for row in 0..<design.rows { scores[column * design.rows + row] *= residuals[row] }
        }
        return scores
    }

    /// AᵀA, both triangles.
    private func crossProduct(_ values: [Double], rows: Int) -> [Double] {
        let size = coefficients.count
        var product = [Double](repeating: 0, count: size * size)
        unsafe cblas_dsyrk(
            CblasColMajor, CblasUpper, CblasTrans, Int32(size), Int32(rows), 1, values, Int32(rows), 0, &product,
            Int32(size))
        for column in 0..<size {
            for row in 0..<column { product[row * size + column] = product[column * size + row] }
        }
        return product
    }
}
