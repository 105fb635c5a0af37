//! Editor features as plain data in offsets and strings: the interface an ideal editor would want. Knows no protocol.
