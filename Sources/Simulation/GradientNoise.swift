/// Smooth random relief of the plane: Perlin's gradient noise, summed over octaves.
struct GradientNoise {
    private let key: UInt64

    /// A relief of its own for each seed, purpose and index.
    init(seed: UInt64, purpose: RandomSource.Purpose, index: Int) {
        var source = RandomSource(seed: seed, purpose: purpose, index: index)
        key = source.next()
    }

    /// A smooth value in about −1…1, zero in the mean, varying over a distance of one unit.
    func value(_ x: Double, _ y: Double) -> Double {
        let column = x.rounded(.down)
        let row = y.rounded(.down)
        let dx = x - column
        let dy = y - row
        let i = Int(column)
        let j = Int(row)
        let u = dx * dx * dx * (dx * (dx * 6 - 15) + 10)
        let v = dy * dy * dy * (dy * (dy * 6 - 15) + 10)
        let south = slope(i, j, dx, dy) * (1 - u) + slope(i + 1, j, dx - 1, dy) * u
        let north = slope(i, j + 1, dx, dy - 1) * (1 - u) + slope(i + 1, j + 1, dx - 1, dy - 1) * u
        return 1.5 * (south * (1 - v) + north * v)
    }

    /// A sum of octaves, each with half the wavelength and the given share of the height of the one before.
    func fractal(_ point: PlanPoint, wavelength: Double, octaves: Int, persistence: Double = 0.5) -> Double {
        var sum = 0.0
        var height = 1.0
        var length = wavelength
        for octave in 0..<octaves {
            // Each octave is shifted, otherwise all would vanish together at the lattice's origin.
            let shift = 17.3 * Double(octave + 1)
            sum += height * value(point.x / length + shift, point.y / length - shift)
            height *= persistence
            length /= 2
        }
        return sum
    }

    private func slope(_ i: Int, _ j: Int, _ dx: Double, _ dy: Double) -> Double {
        let word = RandomSource.mixed(key ^ (UInt64(bitPattern: Int64(i)) &* 0x9E37_79B9_7F4A_7C15))
        let mixed = RandomSource.mixed(word ^ (UInt64(bitPattern: Int64(j)) &* 0xC2B2_AE3D_27D4_EB4F))
        // Sixteen directions on the circle of radius 1, from four values and their symmetries.
        let gradients = (mixed & 3, (mixed >> 2) & 3)
        let (cosine, sine): (Double, Double) =
            switch gradients.0 {
            case 0: (0.980_785, 0.195_090)
            case 1: (0.831_470, 0.555_570)
            case 2: (0.555_570, 0.831_470)
            default: (0.195_090, 0.980_785)
            }
        return switch gradients.1 {
        case 0: cosine * dx + sine * dy
        case 1: -cosine * dx + sine * dy
        case 2: cosine * dx - sine * dy
        default: -cosine * dx - sine * dy
        }
    }
}
