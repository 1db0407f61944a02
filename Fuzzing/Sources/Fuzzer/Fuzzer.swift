/// libFuzzer's own entry point (llvm.org, compiler-rt): it runs a callback on inputs that it makes up.
@_silgen_name("LLVMFuzzerRunDriver")
private func run(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

nonisolated(unsafe) private var body: ([UInt8]) -> Void = { _ in }

/// Feeds made-up bytes to a parser until libFuzzer's options say that it is enough.
///
/// - Returns: the process's exit code.
public func fuzz(_ parser: @escaping ([UInt8]) -> Void) -> CInt {
    body = parser
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    return run(&count, &arguments) { start, length in
        body(Array(UnsafeBufferPointer(start: start, count: length)))
        return 0
    }
}
