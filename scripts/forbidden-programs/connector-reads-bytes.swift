// A reader of files looks into the records that it made; the same text is legal at the gate.
// room: Connectors
// twin room: Intake
// refused: 'bytes' is inaccessible due to 'package' protection level
import Vocabulary

func firstByte(_ batch: RawBatch) -> UInt8? { batch.bytes.first }
