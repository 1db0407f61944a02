/// The words by which columns say that they hold coordinates.
enum CoordinateNames {
    static let east: Set<String> = ["longitude", "lon", "long", "lng", "x", "easting", "xcoord", "coordx"]
    static let north: Set<String> = ["latitude", "lat", "y", "northing", "ycoord", "coordy"]
}
