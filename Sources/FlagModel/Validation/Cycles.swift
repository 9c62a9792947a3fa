/// Finds the circles of a graph: at least one of those that each knot of nodes has.
///
/// Walks without recursion, so that a chain of any length fits. Each circle starts at its smallest node.
func circles<Node: Hashable & Comparable>(in edges: [Node: [Node]]) -> [[Node]] {
    var finished: Set<Node> = []
    var found: Set<[Node]> = []
    for start in edges.keys.sorted() where !finished.contains(start) {
        var path: [(node: Node, next: Int)] = [(start, 0)]
        var depths = [start: 0]
        while let (node, next) = path.last {
            guard let targets = edges[node], next < targets.count else {
                finished.insert(node)
                depths[node] = nil
                path.removeLast()
                continue
            }
            path[path.count - 1].next += 1
            let target = targets[next]
            if let depth = depths[target] {
                found.insert(rotated(path[depth...].map(\.node)))
            } else if !finished.contains(target) {
                depths[target] = path.count
                path.append((target, 0))
            }
        }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
}

private func rotated<Node: Comparable>(_ circle: [Node]) -> [Node] {
    guard let smallest = circle.min(), let index = circle.firstIndex(of: smallest) else { return circle }
    return Array(circle[index...] + circle[..<index])
}
