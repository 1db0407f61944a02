/// The quotient rounded towards −∞, so that times before 1970 and cells west of the origin fall in the right bin.
@inlinable
public func floorDivide<T: FixedWidthInteger & SignedInteger>(_ a: T, _ b: T) -> T {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}
