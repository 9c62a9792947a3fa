extension Array {
    /// The elements in pieces of a size, the last one shorter.
    func chunked(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min(count, $0 + size)]) }
    }

    /// The elements in pieces of at most a size and so many bytes together; what is larger alone is a piece alone.
    func chunked(_ size: Int, bytes limit: Int, _ bytes: (Element) -> Int) -> [[Element]] {
        var pieces: [[Element]] = []
        var total = 0
        for element in self {
            let length = bytes(element)
            if let count = pieces.last?.count, count < size, total + length <= limit {
                pieces[pieces.count - 1].append(element)
                total += length
            } else {
                pieces.append([element])
                total = length
            }
        }
        return pieces
    }
}
