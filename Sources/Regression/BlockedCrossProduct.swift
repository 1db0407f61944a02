import CLAPACKE
import COpenBLAS

/// The cross product AᵀA of a tall matrix that passes by in blocks of rows, or the triangle of its QR factorisation.
///
/// Cross products by `dsyrk` are several times faster; the triangle doesn't square the condition number (Golub & Van Loan
/// 2013, §5.3). One thread: sums come out the same each time, and other requests keep their cores.
struct BlockedCrossProduct {
    /// Rows a block; with twenty columns a block and its scaled copy stay in the second-level cache.
    static let height = 1024

    /// How far the columns of a block are apart.
    let stride: Int
    let columns: Int
    let orthogonal: Bool
    /// The upper triangle of AᵀA, or R; column-major.
    private(set) var square: [Double]
    private var stack: [Double]

    private static let oneThread: Void = openblas_set_num_threads(1)

    /// Begins with an empty product.
    ///
    /// - Parameter rows: how many rows will come in all.
    init(columns: Int, rows: Int, orthogonal: Bool) {
        _ = Self.oneThread
        stride = min(Self.height, rows)
        self.columns = columns
        self.orthogonal = orthogonal
        square = [Double](repeating: 0, count: columns * columns)
        stack = orthogonal ? [Double](repeating: 0, count: (columns + stride) * columns) : []
    }

    /// Adds the first `rows` rows of a block whose columns are `stride` apart.
    mutating func add(_ block: [Double], rows: Int) {
        precondition(rows <= stride && block.count >= columns * stride)
        guard orthogonal else {
            unsafe cblas_dsyrk(
                CblasColMajor, CblasUpper, CblasTrans, Int32(columns), Int32(rows), 1, block, Int32(stride), 1,
                &square, Int32(columns))
            return
        }
        let tall = columns + rows
        for column in 0..<columns {
            for row in 0..<columns {
                stack[column * tall + row] = row <= column ? square[column * columns + row] : 0
            }
            for row in 0..<rows { stack[column * tall + columns + row] = block[column * stride + row] }
        }
        var reflectors = [Double](repeating: 0, count: columns)
        _ = unsafe LAPACKE_dgeqrf(
            LAPACK_COL_MAJOR, Int32(tall), Int32(columns), &stack, Int32(tall), &reflectors)
        for column in 0..<columns {
            for row in 0...column { square[column * columns + row] = stack[column * tall + row] }
        }
    }
}
