import Foundation

/// Locally weighted regression on evenly spaced values, as STL uses it (Cleveland, Cleveland, McRae & Terpenning 1990, §2).
struct EvenLoess {
    /// How many values a local fit looks at; odd.
    let window: Int
    /// 0 fits constants, 1 lines.
    let degree: Int
    /// Every how many values a fit is made; those between are interpolated.
    let jump: Int
    /// The tricube weights of windows seen before: the same few come again in every round.
    private var kernels: [Window: [Double]] = [:]

    /// A window's shape: how many values it has, where in it the fit is, and how many values there are in all.
    private struct Window: Hashable {
        let length: Int
        let position: Int
        let count: Int
    }

    init(window: Int, degree: Int, jump: Int) {
        (self.window, self.degree, self.jump) = (window, degree, jump)
    }

    /// (1 − (r/h)³)³, with the original's cut-offs near 0 and h.
    private static func tricube(_ distance: Double, bandwidth: Double) -> Double {
        if distance > 0.999 * bandwidth { return 0 }
        if distance <= 0.001 * bandwidth { return 1 }
        let ratio = distance / bandwidth
        let rest = 1 - ratio * ratio * ratio
        return rest * rest * rest
    }

    private mutating func kernel(_ shape: Window) -> [Double] {
        if let known = kernels[shape] { return known }
        var bandwidth = Double(max(shape.position, shape.length - 1 - shape.position))
        if window > shape.count { bandwidth += Double((window - shape.count) / 2) }
        let made = (0..<shape.length).map { Self.tricube(Double(abs($0 - shape.position)), bandwidth: bandwidth) }
        kernels[shape] = made
        return made
    }

    /// The fit at one position, from the values of `range`; nil where they have no weight.
    ///
    /// - Parameters:
    ///   - count: how many of the values there are; what comes after them in the array is none of the series.
    ///   - weights: each value's own weight, as many as there are values, or none for 1.
    ///   - position: counted as the values are from 0; −1 and their count extend them by one.
    mutating func estimate(
        _ values: [Double], count: Int, weights: [Double], at position: Int, from range: Range<Int>
    ) -> Double? {
        let shape = Window(length: range.count, position: position - range.lowerBound, count: count)
        return fit(values.span, weights.span, kernel(shape).span, shape, first: range.lowerBound)
    }

    /// The weighted constant or line at the window's position, by sums about that position.
    private func fit(
        _ values: Span<Double>, _ weights: Span<Double>, _ kernel: Span<Double>, _ shape: Window, first: Int
    ) -> Double? {
        precondition(first >= 0 && first + shape.length <= values.count && kernel.count == shape.length)
        precondition(weights.isEmpty || first + shape.length <= weights.count)
        var (total, level, along, square, product) = (0.0, 0.0, 0.0, 0.0, 0.0)
        let weighted = !weights.isEmpty
        var away = Double(-shape.position)
        for index in 0..<shape.length {
            var weight = unsafe kernel[unchecked: index]
            if weighted { unsafe weight *= weights[unchecked: first + index] }
            let value = unsafe weight * values[unchecked: first + index]
            total += weight
            level += value
            if degree > 0 {
                along += weight * away
                square += weight * away * away
                product += value * away
                away += 1
            }
        }
        guard total > 0 else { return nil }
        if degree > 0 {
            let centre = along / total
            let spread = square / total - centre * centre
            if spread > 0, spread.squareRoot() > 0.001 * Double(shape.count - 1) {
                return (level - centre / spread * (product - centre * level)) / total
            }
        }
        return level / total
    }

    /// The range of values that the fit at a position looks at.
    private func range(at position: Int, count: Int) -> Range<Int> {
        if window >= count { return 0..<count }
        let first = min(max(position - (window - 1) / 2, 0), count - window)
        return first..<first + window
    }

    /// Smooths the first `count` values into `result`, which begins at `offset`; where none has weight the value stays.
    mutating func smooth(
        _ values: [Double], count: Int, weights: [Double], into result: inout [Double], at offset: Int
    ) {
        guard count > 1 else {
            if count == 1 { result[offset] = values[0] }
            return
        }
        let step = min(jump, count - 1)
        // Most fits are in the middle of their window.
        let middle = Window(length: min(window, count), position: (window - 1) / 2, count: count)
        let central = window < count ? kernel(middle) : []
        for position in stride(from: 0, to: count, by: step) {
            let range = range(at: position, count: count)
            let found =
                window < count && position - range.lowerBound == middle.position
                ? fit(values.span, weights.span, central.span, middle, first: range.lowerBound)
                : estimate(values, count: count, weights: weights, at: position, from: range)
            result[offset + position] = found ?? values[position]
        }
        guard step > 1 else { return }
        if (count - 1) % step != 0 {
            let range = range(at: count - 1, count: count)
            result[offset + count - 1] =
                estimate(values, count: count, weights: weights, at: count - 1, from: range) ?? values[count - 1]
        }
        for start in stride(from: 0, to: count - 1, by: step) {
            let end = min(start + step, count - 1)
            let slope = (result[offset + end] - result[offset + start]) / Double(end - start)
            for position in start + 1..<max(end, start + 1) {
                result[offset + position] = result[offset + start] + slope * Double(position - start)
            }
        }
    }
}
