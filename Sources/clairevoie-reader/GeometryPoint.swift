import CGDAL

/// The one point that stands for a geometry.
enum GeometryPoint {
    /// The point itself; the middle of a line; a point inside an area; that of the longest or largest part of several.
    ///
    /// - Returns: nil for no geometry, an empty one, and areas in which no point can be found.
    static func inside(_ geometry: OGRGeometryH?) -> (x: Double, y: Double)? {
        guard let geometry = unsafe geometry, unsafe OGR_G_IsEmpty(geometry) == 0 else { return nil }
        let linear = unsafe OGR_G_GetLinearGeometry(geometry, 0, nil)
        defer { unsafe OGR_G_DestroyGeometry(linear) }
        guard let linear = unsafe linear else { return nil }
        let flat = unsafe OGR_GT_Flatten(OGR_G_GetGeometryType(linear))
        switch flat {
        case wkbPoint: return unsafe finite(OGR_G_GetX(linear, 0), OGR_G_GetY(linear, 0))
        case wkbLineString:
            let middle = unsafe OGR_G_Value(linear, OGR_G_Length(linear) / 2)
            defer { unsafe OGR_G_DestroyGeometry(middle) }
            guard let middle = unsafe middle else {
                return unsafe finite(OGR_G_GetX(linear, 0), OGR_G_GetY(linear, 0))
            }
            return unsafe finite(OGR_G_GetX(middle, 0), OGR_G_GetY(middle, 0))
        case wkbPolygon:
            let point = unsafe OGR_G_PointOnSurface(linear)
            defer { unsafe OGR_G_DestroyGeometry(point) }
            guard let point = unsafe point, unsafe OGR_G_IsEmpty(point) == 0 else { return nil }
            return unsafe finite(OGR_G_GetX(point, 0), OGR_G_GetY(point, 0))
        default: return unsafe largestPart(of: linear)
        }
    }

    private static func largestPart(of geometry: OGRGeometryH) -> (x: Double, y: Double)? {
        var best: (size: Double, part: OGRGeometryH)?
        let count = unsafe OGR_G_GetGeometryCount(geometry)
        for index in 0..<count {
            guard let part = unsafe OGR_G_GetGeometryRef(geometry, index) else { continue }
            let size = unsafe max(OGR_G_Area(part), OGR_G_Length(part))
            if unsafe best == nil || size > (best?.size ?? 0) { unsafe best = unsafe (size, part) }
        }
        return unsafe best.flatMap { unsafe inside($0.part) }
    }

    private static func finite(_ x: Double, _ y: Double) -> (x: Double, y: Double)? {
        // Shapefiles write what is below −10³⁸ for no number (ESRI Shapefile Technical Description, 1998).
        abs(x) < 1e38 && abs(y) < 1e38 ? (x, y) : nil
    }
}
