import COpenBLAS
import Foundation

/// One pass over the rows at given coefficients: the weighted cross products of an iteration of Fisher scoring, and what
/// the likelihood needs.
///
/// Iteratively reweighted least squares (McCullagh & Nelder 1989, §2.5) in increments: the step solves
/// XᵀWX·δ = Xᵀu, with u = w(y−μ)·(dμ/dη)/V, so that rounding in XᵀWX doesn't reach the coefficients.
struct WorkingPass {
    /// −2 log likelihood up to terms without μ; not finite where the coefficients ran away.
    private(set) var objective = 0.0
    /// Σ w(y−μ)²/V.
    private(set) var pearson = 0.0
    /// Σ W.
    private(set) var totalWeight = 0.0
    /// Sums that the score and the information of a negative binomial's shape need.
    private(set) var shapeSums = ShapeSums()
    /// Cross products of √W·X and u/√W, or their triangle.
    private let product: BlockedCrossProduct
    private let columns: Int

    /// Runs over all rows.
    ///
    /// - Parameters:
    ///   - coefficients: nil to begin from the counts themselves.
    ///   - orthogonal: whether to find the triangle by QR, for designs that are nearly dependent.
    /// - Complexity: O(rows × columns²), one read of the design.
    init(
        _ design: Design, _ response: CountResponse, _ law: VarianceLaw, coefficients: [Double]?,
        orthogonal: Bool = false
    ) {
        columns = design.names.count
        var product = BlockedCrossProduct(columns: columns + 1, rows: design.rows, orthogonal: orthogonal)
        let height = product.stride
        var block = [Double](repeating: 0, count: (columns + 1) * height)
        var predictor = [Double](repeating: 0, count: height)
        var root = predictor
        let start = Self.startingRate(response, law)
        var first = 0
        while first < design.rows {
            let rows = min(height, design.rows - first)
            Self.predict(design, response, coefficients, first: first, rows: rows, into: &predictor)
            for row in 0..<rows {
                let count = response.counts[first + row]
                let weight = response.weights?[first + row] ?? 1
                let noise = response.noiseVariance?[first + row] ?? 0
                let offset = response.offset?[first + row] ?? 0
                let mean: Double
                if coefficients == nil {
                    mean = start.map { (max(count, 0) + $0 * exp(offset)) / 2 } ?? count + 0.1
                    predictor[row] = log(mean)
                } else {
                    mean = exp(predictor[row])
                }
                let eta = predictor[row]
                let (slope, piece) = law.row(count: count, predictor: eta, mean: mean, noise: noise)
                guard weight > 0 else {
                    root[row] = 0
                    block[columns * height + row] = 0
                    continue
                }
                objective += weight * piece
                let inner = weight * slope * mean
                totalWeight += inner
                root[row] = inner.squareRoot()
                let residual = (count - mean) * weight * slope
                // The first iteration solves for the predictor itself, so there the response carries it.
                let response = coefficients == nil ? residual + inner * (eta - offset) : residual
                block[columns * height + row] = root[row] > 0 ? response / root[row] : 0
                if case .negativeBinomial(let shape) = law {
                    shapeSums.add(count: count, mean: mean, shape: shape, weight: weight)
                }
            }
            for column in 0..<columns {
                let from = column * design.rows + first
                let to = column * height
                unsafe design.values.withUnsafeBufferPointer { values in
                    unsafe block.withUnsafeMutableBufferPointer { block in
                        unsafe root.withUnsafeBufferPointer { root in
                            for row in 0..<rows {
                                unsafe block[to + row] = values[from + row] * root[row]
                            }
                        }
                    }
                }
            }
            product.add(block, rows: rows)
            first += rows
        }
        self.product = product
        let last = (columns + 1) * (columns + 1) - 1
        if !orthogonal {
            pearson = product.square[last]
        } else {
            let column = product.square[(columns * (columns + 1))...]
            pearson = column.reduce(0) { $0 + $1 * $1 }
        }
    }

    /// The rate that shrunk starting means begin from: noise may have made a count negative, whose logarithm doesn't exist.
    private static func startingRate(_ response: CountResponse, _ law: VarianceLaw) -> Double? {
        switch law {
        case .noisy, .noisyNegativeBinomial: break
        case .poisson, .negativeBinomial: return nil
        }
        var (total, exposure) = (0.0, 0.0)
        for row in response.counts.indices {
            let weight = response.weights?[row] ?? 1
            total += weight * response.counts[row]
            exposure += weight * exp(response.offset?[row] ?? 0)
        }
        return max(total, 1) / exposure
    }

    /// The linear predictor of some rows.
    private static func predict(
        _ design: Design, _ response: CountResponse, _ coefficients: [Double]?, first: Int, rows: Int,
        into predictor: inout [Double]
    ) {
        if let offset = response.offset {
            for row in 0..<rows { predictor[row] = offset[first + row] }
        } else {
            for row in 0..<rows { predictor[row] = 0 }
        }
        guard let coefficients else { return }
        unsafe design.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return }
            unsafe cblas_dgemv(
                CblasColMajor, CblasNoTrans, Int32(rows), Int32(design.names.count), 1, base + first,
                Int32(design.rows),
                coefficients, 1, 1, &predictor, 1)
        }
    }

    /// XᵀWX, both its triangles' upper one, and Xᵀu.
    var normalEquations: (matrix: [Double], gradient: [Double]) {
        let wide = columns + 1
        var matrix = [Double](repeating: 0, count: columns * columns)
        var gradient = [Double](repeating: 0, count: columns)
        let square = product.square
        for column in 0..<columns {
            for row in 0...column {
                matrix[column * columns + row] =
                    product.orthogonal
                    ? (0...row).reduce(0) { $0 + square[row * wide + $1] * square[column * wide + $1] }
                    : square[column * wide + row]
            }
            gradient[column] =
                product.orthogonal
                ? (0...column).reduce(0) { $0 + square[column * wide + $1] * square[columns * wide + $1] }
                : square[columns * wide + column]
        }
        return (matrix, gradient)
    }

    /// The triangle R with RᵀR = XᵀWX and the right side R⁻ᵀXᵀu; nil where rounding would spoil a Cholesky.
    func triangle() -> (factor: Triangle, right: [Double])? {
        let wide = columns + 1
        if product.orthogonal {
            var values = [Double](repeating: 0, count: columns * columns)
            for column in 0..<columns {
                for row in 0...column { values[column * columns + row] = product.square[column * wide + row] }
            }
            let right = (0..<columns).map { product.square[columns * wide + $0] }
            return (Triangle(size: columns, values: values), right)
        }
        let (matrix, gradient) = normalEquations
        // A pivot of 1e−8 leaves eight digits of each step, and the next step mends the rest.
        guard let factor = Triangle(cholesky: matrix, size: columns, smallestPivot: 1e-8) else { return nil }
        return (factor, factor.forward(gradient))
    }
}
