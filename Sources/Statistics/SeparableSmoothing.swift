/// Convolution of a grid with a symmetric kernel, one axis at a time.
enum SeparableSmoothing {
    /// How many columns are held in registers at once.
    private static let width = 4

    /// Each column convolved with the kernel, and the result turned over its diagonal: doing it twice does both axes.
    ///
    /// Four columns are gathered, so that memory is read in order whatever the grid's width, and four rows are summed
    /// at once, so that a value read serves four sums.
    ///
    /// - Parameters:
    ///   - values: `rows * columns` numbers, row by row.
    ///   - kernel: its values at 0, 1, 2…; what lies beyond is zero.
    /// - Returns: `columns * rows` numbers, row by row.
    /// - Complexity: O(rows · columns · min(rows, kernel)).
    static func alongColumnsTransposed(_ values: [Double], rows: Int, columns: Int, kernel: [Double]) -> [Double] {
        let reach = kernel.count - 1
        // The kernel from −reach−3 to reach+3 with zeros at the ends, for the four rows' common range.
        let centre = reach + 3
        var whole = [Double](repeating: 0, count: 2 * centre + 1)
        for offset in 0...reach {
            whole[centre + offset] = kernel[offset]
            whole[centre - offset] = kernel[offset]
        }
        var panel = [SIMD4<Double>](repeating: .zero, count: rows)
        return unsafe [Double](unsafeUninitializedCapacity: rows * columns) { output, count in
            for firstColumn in stride(from: 0, to: columns, by: width) {
                let used = min(width, columns - firstColumn)
                gather(values, into: &panel, firstColumn: firstColumn, used: used, columns: columns)
                unsafe panel.withUnsafeBufferPointer { panel in
                    unsafe whole.withUnsafeBufferPointer { whole in
                        for firstRow in stride(from: 0, to: rows, by: 4) {
                            let sums = unsafe fourRows(firstRow, panel: panel, kernel: whole, reach: reach)
                            for lane in 0..<used {
                                let place = (firstColumn + lane) * rows + firstRow
                                unsafe output[place] = sums.0[lane]
                                if firstRow + 1 < rows { unsafe output[place + 1] = sums.1[lane] }
                                if firstRow + 2 < rows { unsafe output[place + 2] = sums.2[lane] }
                                if firstRow + 3 < rows { unsafe output[place + 3] = sums.3[lane] }
                            }
                        }
                    }
                }
            }
            count = rows * columns
        }
    }

    /// The kernel's sum over what lies inside 0..<count, for each centre.
    static func sums(_ kernel: [Double], count: Int) -> [Double] {
        var upTo = [0.0]
        for value in kernel { upTo.append((upTo.last ?? 0) + value) }
        let last = kernel.count
        return (0..<count).map { i in
            upTo[min(i + 1, last)] + upTo[min(count - i, last)] - kernel[0]
        }
    }

    private static func gather(
        _ values: [Double], into panel: inout [SIMD4<Double>], firstColumn: Int, used: Int, columns: Int
    ) {
        for row in panel.indices {
            var four = SIMD4<Double>.zero
            for lane in 0..<used { four[lane] = values[row * columns + firstColumn + lane] }
            panel[row] = four
        }
    }

    @inline(__always)
    private static func fourRows(
        _ row: Int, panel: UnsafeBufferPointer<SIMD4<Double>>, kernel: UnsafeBufferPointer<Double>, reach: Int
    ) -> (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>) {
        var (a, b, c, d) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
        let first = max(0, row - reach)
        let end = min(panel.count, row + 3 + reach + 1)
        // kernel[centre + row − r]
        var place = reach + 3 + row - first
        var r = first
        while r < end {
            let value = unsafe panel[r]
            unsafe a += kernel[place] * value
            unsafe b += kernel[place &+ 1] * value
            unsafe c += kernel[place &+ 2] * value
            unsafe d += kernel[place &+ 3] * value
            place &-= 1
            r &+= 1
        }
        return (a, b, c, d)
    }
}
