import Testing

@Suite("golden: serve")
struct ServingGoldenTests {
    @Test("serve: API keys, and what keeps it from starting")
    func serve() async throws {
        try await Scenario(.serve).play(
            #"""
            # Nobody is answered without a key.
            flagctl serve --env production
            flagctl serve key list
            flagctl serve key create web-shop --env production
            flagctl serve key create web-shop --env production
            flagctl serve key create batch --env staging -e production --format json
            flagctl serve key list
            flagctl serve key list --format json
            ls -l .git/flagctl | sed 's/ .*keys/ keys/'
            git status --short
            flagctl serve key remove batch
            flagctl serve key remove web-shop --format json
            flagctl serve key remove web-shop
            # Keys somewhere else.
            flagctl serve key create web-shop --env production --keys keys.json
            flagctl serve key list --keys keys.json
            printf 'x' > keys.json
            flagctl serve key list --keys keys.json
            # What is wrong with the command.
            flagctl serve key create web-shop
            flagctl serve key create web-shop --env prod
            flagctl serve key create '' --env production
            flagctl serve --env prod --no-auth
            flagctl serve --no-auth --host 0.0.0.0
            flagctl serve --no-auth --keys keys.json
            flagctl serve --no-auth --port 70000
            flagctl serve --no-auth --pull 10
            flagctl serve --no-auth --branch nowhere
            flagctl serve --no-auth --tls-certificate cert.pem
            flagctl serve --no-auth --tls-certificate cert.pem --tls-key key.pem
            # No commit of the branch validates any more.
            git checkout --quiet --orphan broken
            printf '{' > environments/production/flags/CSF.json
            git add --all
            git commit --quiet --message "Break it"
            flagctl serve --no-auth --env production
            """#)
    }
}
