import CLAPACKE
import COpenBLAS
import Foundation

/// Standard errors that hold with few clusters, and the degrees of freedom that go with each.
public struct SmallSampleErrors: Sendable, Hashable {
    /// One a coefficient that was asked for.
    public let standardErrors: [Double]
    /// What Student's t is taken with, one a coefficient that was asked for; 4 or less says that hardly any cluster speaks of it.
    public let degreesOfFreedom: [Double]
}

extension CountFit {
    /// Errors that allow counts of a cluster to depend on each other, without the bias that residuals near their fit have.
    ///
    /// Each cluster's residuals are multiplied by (I − H)^−½ of its own block of the hat matrix, so that the sandwich is unbiased
    /// under the working variance (CR2; HC2 of MacKinnon & White 1985 where every row is a cluster), and Satterthwaite's
    /// degrees of freedom follow (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018). In 104 weeks with seven coefficients
    /// Wald intervals with HC1 held the truth in 90 to 94 % of simulated tables, these in 94.5 to 95.5 %.
    ///
    /// - Parameters:
    ///   - design: the design of the fit.
    ///   - response: the response of the fit.
    ///   - clusters: each row's cluster, any numbers; at least two differ.
    ///   - chosen: the coefficients asked for, by number; nil for all.
    /// - Complexity: O(rows × coefficients² + chosen × clusters × coefficients²).
    public func smallSampleErrors(
        _ design: Design, _ response: CountResponse, clusters: [Int], of chosen: [Int]? = nil
    ) throws(RegressionFailure) -> SmallSampleErrors {
        guard clusters.count == design.rows, response.counts.count == design.rows else {
            throw .shapes("\(clusters.count) clusters, \(response.counts.count) counts, \(design.rows) rows")
        }
        let blocks = Dictionary(grouping: clusters.indices, by: { clusters[$0] }).sorted { $0.key < $1.key }
        guard blocks.count > 1 else { throw .shapes("one cluster has no variance between clusters") }
        let standard = try StandardisedRows(self, design, response)
        let chosen = chosen ?? Array(coefficients.indices)
        var sums = chosen.map { _ in Moments(size: coefficients.count) }
        for (_, rows) in blocks {
            let block = AdjustedBlock(standard, rows: rows)
            for (number, column) in chosen.enumerated() { sums[number].add(block, column: column) }
        }
        for number in sums.indices { sums[number].flush() }
        return SmallSampleErrors(
            standardErrors: sums.map { $0.squares.squareRoot() }, degreesOfFreedom: sums.map(\.degreesOfFreedom))
    }
}

/// What the clusters amount to for one coefficient: its squared error, and its variance's own mean and variance.
private struct Moments {
    /// How many clusters are multiplied at once.
    private static let batch = 128

    private let size: Int
    /// The squared error.
    private(set) var squares = 0.0
    private var trace = 0.0
    private var norm = 0.0
    /// The upper triangle of the sum of zzᵀ over the clusters' projections z.
    private var sum: [Double]
    /// Projections not yet in the sum, one after the other.
    private var waiting: [Double] = []

    init(size: Int) {
        self.size = size
        sum = [Double](repeating: 0, count: size * size)
    }

    mutating func add(_ block: AdjustedBlock, column: Int) {
        let z = block.projection[column * size..<(column + 1) * size]
        var length = 0.0
        for value in z { length += value * value }
        let own = block.lengths[column]
        squares += block.scores[column] * block.scores[column]
        trace += own - length
        norm += own * own - 2 * own * length
        waiting.append(contentsOf: z)
        if waiting.count >= Self.batch * size { flush() }
    }

    /// Takes the waiting projections into the sum.
    mutating func flush() {
        guard !waiting.isEmpty else { return }
        unsafe cblas_dsyrk(
            CblasColMajor, CblasUpper, CblasNoTrans, Int32(size), Int32(waiting.count / size), 1, waiting, Int32(size),
            1, &sum, Int32(size))
        waiting.removeAll(keepingCapacity: true)
    }

    /// Satterthwaite's: twice the square of the variance's mean over its variance.
    var degreesOfFreedom: Double {
        var total = norm
        for column in 0..<size {
            for row in 0...column {
                let entry = sum[column * size + row]
                total += (row == column ? 1 : 2) * entry * entry
            }
        }
        return total > 0 ? trace * trace / total : 1
    }
}

/// The rows of a weighted least-squares fit divided by their standard deviations under the model.
private struct StandardisedRows {
    let size: Int
    let rows: Int
    /// Standardised rows times Rᵀ, where RᵀR is the coefficients' covariance; the rows' inner products are the hat matrix.
    let basis: [Double]
    /// The basis times R: what each row does to each coefficient.
    let influence: [Double]
    let residuals: [Double]

    init(_ fit: CountFit, _ design: Design, _ response: CountResponse) throws(RegressionFailure) {
        let kept = try fit.kept(of: design)
        (size, rows) = (fit.coefficients.count, design.rows)
        guard let root = Triangle(cholesky: fit.unscaledCovariance.values, size: size, smallestPivot: 1e-14) else {
            throw .singular(columns: fit.names)
        }
        let means = CountFit.means(kept, fit.coefficients, response)
        var (scaled, residuals) = (kept.values, [Double](repeating: 0, count: rows))
        for row in 0..<rows {
            let weight = response.weights?[row] ?? 1
            let slope = fit.law.row(
                count: response.counts[row], predictor: 0, mean: means[row],
                noise: response.noiseVariance?[row] ?? 0
            ).slope
            let deviation = (weight * slope * means[row]).squareRoot()
            residuals[row] = deviation > 0 ? (response.counts[row] - means[row]) * weight * slope / deviation : 0
            for column in 0..<size { scaled[column * rows + row] *= deviation }
        }
        self.residuals = residuals
        basis = Self.product(scaled, root, isTransposed: true, rows: rows)
        influence = Self.product(basis, root, isTransposed: false, rows: rows)
    }

    private static func product(_ values: [Double], _ root: Triangle, isTransposed: Bool, rows: Int) -> [Double] {
        var product = values
        unsafe cblas_dtrmm(
            CblasColMajor, CblasRight, CblasUpper, isTransposed ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(rows),
            Int32(root.size), 1, root.values, Int32(root.size), &product, Int32(rows))
        return product
    }
}

/// What a cluster does to each coefficient once its residuals are adjusted.
private struct AdjustedBlock {
    /// The cluster's part of each coefficient's error.
    private(set) var scores: [Double]
    /// Squared lengths of the adjusted influences.
    private(set) var lengths: [Double]
    /// The basis' transpose times the adjusted influences, column after column.
    private(set) var projection: [Double]

    init(_ all: StandardisedRows, rows: [Int]) {
        let (size, count) = (all.size, rows.count)
        func gathered(_ values: [Double]) -> [Double] {
            var few: [Double] = []
            few.reserveCapacity(size * count)
            for column in 0..<size { for row in rows { few.append(values[column * all.rows + row]) } }
            return few
        }
        let basis = gathered(all.basis)
        var influence = gathered(all.influence)
        Self.adjust(&influence, basis: basis, rows: count, columns: size)
        (scores, lengths) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
        for column in 0..<size {
            for (place, row) in rows.enumerated() {
                let own = influence[column * count + place]
                scores[column] += own * all.residuals[row]
                lengths[column] += own * own
            }
        }
        projection = Self.product(basis, influence, isTransposed: true, count, size, size)
    }

    /// Multiplies by (I − BBᵀ)^−½ = I + F((1−λ)^−½ − 1)Fᵀ, with B's left singular vectors F and squared singular values λ.
    private static func adjust(_ influence: inout [Double], basis: [Double], rows: Int, columns: Int) {
        let isWide = rows < columns
        let order = isWide ? rows : columns
        var gram = [Double](repeating: 0, count: order * order)
        unsafe cblas_dsyrk(
            CblasColMajor, CblasUpper, isWide ? CblasNoTrans : CblasTrans, Int32(order),
            Int32(isWide ? columns : rows), 1, basis, Int32(rows), 0, &gram, Int32(order))
        var values = [Double](repeating: 0, count: order)
        let failed = unsafe LAPACKE_dsyevd(
            LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(order), &gram, Int32(order),
            &values)
        guard failed == 0 else { return }
        let vectors = isWide ? gram : product(basis, gram, isTransposed: false, rows, columns, columns)
        let along = product(vectors, influence, isTransposed: true, rows, order, columns)
        for (index, value) in values.enumerated() where value > 1e-12 {
            // A direction that only this cluster speaks of has no residual to adjust.
            let stretch = 1 - value > 1e-10 ? 1 / (1 - value).squareRoot() - 1 : -1
            // Without a square root of its own for B's vectors, whose lengths are the singular values.
            let factor = isWide ? stretch : stretch / value
            for column in 0..<columns {
                let step = factor * along[column * order + index]
                for row in 0..<rows { influence[column * rows + row] += step * vectors[index * rows + row] }
            }
        }
    }

    /// A·B or Aᵀ·B, column-major, where A has so many rows and columns and B so many columns.
    private static func product(
        _ a: [Double], _ b: [Double], isTransposed: Bool, _ rows: Int, _ columns: Int, _ others: Int
    ) -> [Double] {
        let (height, inner) = isTransposed ? (columns, rows) : (rows, columns)
        var product = [Double](repeating: 0, count: height * others)
        unsafe cblas_dgemm(
            CblasColMajor, isTransposed ? CblasTrans : CblasNoTrans, CblasNoTrans, Int32(height), Int32(others),
            Int32(inner), 1, a, Int32(rows), b, Int32(inner), 0, &product, Int32(height))
        return product
    }
}
