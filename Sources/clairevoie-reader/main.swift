import Foundation
import RowFormat

// The stream is all that this process says: whatever goes wrong becomes its last frame.
signal(SIGPIPE, SIG_DFL)
let output = FrameOutput()
do {
    let request = try ReaderRequest(CommandLine.arguments.dropFirst())
    try request.answer(on: output)
    exit(0)
} catch {
    let failure = error as? ReaderFailure ?? ReaderFailure(.damaged, ["\(type(of: error))"])
    output.giveUp(failure)
    exit(2)
}
