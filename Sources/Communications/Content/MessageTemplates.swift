/// The templates that come with flagctl.
public enum MessageTemplates {
    /// Their names, sorted.
    public static let names = sources.keys.sorted()

    /// The text of a template; nil where none of that name comes with flagctl.
    public static func builtIn(_ name: String) -> String? { sources[name].map { String(decoding: $0, as: UTF8.self) } }

    private static let sources: [String: [UInt8]] = [
        "advance-notice": PackageResources.advance_notice_mustache,
        "completion": PackageResources.completion_mustache,
        "delay": PackageResources.delay_mustache,
        "digest": PackageResources.digest_mustache,
        "environment-digest": PackageResources.environment_digest_mustache,
        "executive-summary": PackageResources.executive_summary_mustache,
        "expansion": PackageResources.expansion_mustache,
        "feature-tip": PackageResources.feature_tip_mustache,
        "highlights": PackageResources.highlights_mustache,
        "in-app": PackageResources.in_app_mustache,
        "incident": PackageResources.incident_mustache,
        "launch": PackageResources.launch_mustache,
        "notice": PackageResources.notice_mustache,
        "office-hours": PackageResources.office_hours_mustache,
        "phase-advanced": PackageResources.phase_advanced_mustache,
        "pre-rollout": PackageResources.pre_rollout_mustache,
        "release-notes": PackageResources.release_notes_mustache,
        "reminder": PackageResources.reminder_mustache,
        "report-1h": PackageResources.report_1h_mustache,
        "report-24h": PackageResources.report_24h_mustache,
        "report-7d": PackageResources.report_7d_mustache,
        "rollback": PackageResources.rollback_mustache,
        "status-update": PackageResources.status_update_mustache,
        "survey": PackageResources.survey_mustache,
        "technical-briefing": PackageResources.technical_briefing_mustache,
        "training": PackageResources.training_mustache,
    ]
}
