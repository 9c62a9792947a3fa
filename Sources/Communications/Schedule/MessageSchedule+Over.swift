public import FlagModel

extension MessageSchedule {
    /// Whether what a message told is not so any more: a notice of a start that came about or was moved, anything of an
    /// earlier run, a success that was taken back, a pause that ended.
    public func isOver(_ delivery: Delivery) -> Bool {
        if delivery.slot.isNotice {
            guard isBeforeStart, delivery.start == plan.schedule.start else { return true }
            return delivery.start.map { $0 <= now } ?? false
        }
        guard let status else { return false }
        guard delivery.slot.run == status.run else { return true }
        guard let event = plan.message(delivery.slot.message)?.moment.event else { return false }
        if event == .paused { return status.state != .paused }
        return event.isSuccess && (isTakenBack || [.rollingBack, .rolledBack, .stopped].contains(status.state))
    }
}
