import CLAPACKE

/// A symmetric matrix with names for its rows, such as a covariance of coefficients.
public struct SymmetricMatrix: Sendable, Hashable {
    /// What the rows and columns stand for.
    public let names: [String]
    /// The values, both triangles.
    public let values: [Double]

    /// Makes a matrix from both triangles.
    init(names: [String], values: [Double]) {
        precondition(values.count == names.count * names.count)
        (self.names, self.values) = (names, values)
    }

    /// One entry.
    public subscript(_ row: Int, _ column: Int) -> Double { values[column * names.count + row] }

    /// The diagonal.
    public var diagonal: [Double] { names.indices.map { self[$0, $0] } }

    /// The matrix times a number.
    func scaled(by factor: Double) -> SymmetricMatrix {
        SymmetricMatrix(names: names, values: values.map { $0 * factor })
    }

    /// A·B·A of this bread A and a meat B.
    func sandwich(_ meat: [Double]) -> SymmetricMatrix {
        let size = names.count
        func times(_ a: [Double], _ b: [Double]) -> [Double] {
            var product = [Double](repeating: 0, count: size * size)
            for column in 0..<size {
                for inner in 0..<size {
                    let factor = b[column * size + inner]
                    for row in 0..<size { product[column * size + row] += a[inner * size + row] * factor }
                }
            }
            return product
        }
        return SymmetricMatrix(names: names, values: times(times(values, meat), values))
    }
}

/// The upper triangle R of a positive definite matrix RᵀR, column-major.
struct Triangle {
    let size: Int
    var values: [Double]

    /// Factors a matrix given by its upper triangle, after scaling its diagonal to 1.
    ///
    /// - Parameter smallestPivot: a scaled pivot, 1 − R² of a column given those before it, must be above it: rounding
    ///   has a relative size of about 10⁻¹⁶ over it.
    /// - Returns: nil where a pivot is smaller.
    init?(cholesky matrix: [Double], size: Int, smallestPivot: Double) {
        let scales = (0..<size).map { matrix[$0 * size + $0].squareRoot() }
        guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        var scaled = matrix
        for column in 0..<size {
            for row in 0..<size {
                scaled[column * size + row] =
                    row <= column ? scaled[column * size + row] / (scales[row] * scales[column]) : 0
            }
        }
        let order = Int32(size)
        let failed = unsafe LAPACKE_dpotrf(LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), order, &scaled, order)
        guard failed == 0 else { return nil }
        for column in 0..<size {
            let pivot = scaled[column * size + column]
            guard pivot * pivot > smallestPivot else { return nil }
            for row in 0...column { scaled[column * size + row] *= scales[column] }
        }
        self.size = size
        self.values = scaled
    }

    /// Takes a triangle that was found by orthogonal transformations.
    init(size: Int, values: [Double]) { (self.size, self.values) = (size, values) }

    /// R⁻¹·v.
    func backward(_ vector: [Double]) -> [Double] {
        var result = vector
        for column in stride(from: size - 1, through: 0, by: -1) {
            result[column] /= values[column * size + column]
            for row in 0..<column { result[row] -= values[column * size + row] * result[column] }
        }
        return result
    }

    /// R⁻ᵀ·v.
    func forward(_ vector: [Double]) -> [Double] {
        var result = vector
        for column in 0..<size {
            for row in 0..<column { result[column] -= values[column * size + row] * result[row] }
            result[column] /= values[column * size + column]
        }
        return result
    }

    /// (RᵀR)⁻¹, both triangles; nil where R is singular.
    func inverse() -> [Double]? {
        var inverse = values
        let order = Int32(size)
        let failed = unsafe LAPACKE_dpotri(LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), order, &inverse, order)
        guard failed == 0, inverse.allSatisfy(\.isFinite) else { return nil }
        for column in 0..<size {
            for row in 0..<column { inverse[row * size + column] = inverse[column * size + row] }
        }
        return inverse
    }

    /// The columns that don't depend on those before them, found in order, as R's `lm.fit` keeps them.
    ///
    /// - Parameter tolerance: how small what is left of a column may be beside the column; R's `glm` takes 10⁻¹¹.
    func independentColumns(tolerance: Double = 1e-11) -> [Int] {
        var basis: [[Double]] = []
        var kept: [Int] = []
        for column in 0..<size {
            var rest = Array(values[column * size..<(column + 1) * size])
            for row in rest.indices where row > column { rest[row] = 0 }
            let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
            // Twice is enough (Kahan, in Parlett 1980).
            for _ in 0..<2 {
                for direction in basis {
                    var along = 0.0
                    for row in 0..<size { along += direction[row] * rest[row] }
                    for row in 0..<size { rest[row] -= along * direction[row] }
                }
            }
            let left = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard left > tolerance * length else { continue }
            basis.append(rest.map { $0 / left })
            kept.append(column)
        }
        return kept
    }
}
