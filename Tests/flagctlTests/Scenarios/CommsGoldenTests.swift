import Testing

@Suite("golden: comms")
struct CommsGoldenTests {
    private static let channels =
        #"""
        { "channels": [{ "key": "email", "type": "email", "from": "Releases <releases@example.com>" }, { "key": "in-app", "name": "In-app", "type": "feed" }, { "key": "news", "type": "file", "folder": "announcements" }] }
        """#
    private static let plan =
        #"""
        { "key": "grid", "name": "CSF Grid", "phases": [{ "key": "all", "name": "Everybody", "steps": [{ "set": [{ "flag": "CSF", "enabled": true }] }] }], "schedule": { "start": "2025-09-08T09:00:00Z", "timeZone": "Europe/Berlin" }, "messages": [{ "key": "soon", "name": "CSF Grid: what comes", "when": "start -P7D", "at": "11:00", "channels": ["in-app", "news"], "text": "The grid comes in a week." }, { "key": "mail", "name": "CSF Grid by mail", "when": "start -P7D", "at": "11:00", "audience": ["grc-platform"], "channels": ["email"], "text": "The grid comes in a week." }, { "key": "bad", "name": "Unfinished", "when": "start -P7D", "channels": ["in-app"], "text": "It comes on [DATE]." }, { "key": "later", "name": "CSF Grid is here", "when": "completed", "channels": ["in-app"], "template": "launch" }] }
        """#
    private static let setting =
        "git rm --quiet -r environments/production/rollouts; mkdir -p environments/production/rollouts/grid\n"
        + "printf '%s\\n' '\(channels)' > .flagctl/channels.json\n"
        + "printf '%s\\n' '\(plan)' > environments/production/rollouts/grid/plan.json\n"
        + "git add --all && git commit --quiet --message 'Plan the grid'\n"

    @Test("comms: due, written, sent, resolved")
    func comms() async throws {
        try await Scenario(.comms).play(
            Self.setting + #"""
                flagctl comms due
                flagctl comms preview grid soon -e production
                flagctl comms preview grid --all -e production --markdown
                flagctl comms preview grid nothing -e production
                flagctl comms send grid later -e production
                FLAGCTL_SENDMAIL=/nowhere/sendmail flagctl comms send --due
                flagctl comms due --all
                flagctl comms send --due --format json
                git log --format=%s -4
                git show --stat --format= HEAD~1 -- announcements
                cat announcements/*
                flagctl comms resolve grid mail -e production --sent
                flagctl comms resolve grid mail -e production --channel email --sent -m "sent by hand"
                flagctl comms resolve grid mail -e production --again
                flagctl comms due --all --format json
                flagctl comms digest -e production --days 1
                # A start that moves is told where it was announced.
                sed -i 's/2025-09-08T09/2025-09-10T09/' environments/production/rollouts/grid/plan.json && git commit --quiet --all --message 'Later'
                @ 2025-09-02T09:00:00Z
                flagctl comms due -e production
                FLAGCTL_SENDMAIL=/bin/true flagctl comms send --due
                # Messages go out from one branch.
                git switch --quiet --create elsewhere HEAD~6
                flagctl comms send --due
                flagctl comms send
                flagctl comms preview grid -e production
                # What is edited has no effect before it is committed; what is broken is told with every finding.
                git switch --quiet main
                sed -i 's/"type": "feed"/"type": "fed"/; s/"folder"/"foldr"/' .flagctl/channels.json
                flagctl comms due grid -e production
                git commit --quiet --all --message 'Break the channels'
                flagctl comms due grid -e production
                flagctl rollout start grid -e production
                """#)
    }
}
