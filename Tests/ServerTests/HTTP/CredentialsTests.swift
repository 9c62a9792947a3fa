import Testing

@testable import Server

@Suite struct CredentialsTests {
    @Test(
        arguments: [
            (nil, nil, nil), ("Bearer abc", nil, "abc"), ("bearer  abc", nil, "abc"), (nil, "abc", "abc"),
            ("Basic abc", nil, nil), ("abc", nil, nil), ("Bearer one", "two", "two"), ("Bearer ", nil, ""),
        ] as [(String?, String?, String?)])
    func `a secret is found in either field`(authorization: String?, apiKey: String?, secret: String?) {
        #expect(Credentials.secret(authorization: authorization, apiKey: apiKey) == secret)
    }

    @Test(
        arguments: [
            ("Basic c29tZWJvZHk6YTpi", "a:b"), ("basic OmFiYw==", "abc"), ("Basic c29tZWJvZHk=", nil),
            ("Basic %%%", nil), ("Basic", nil), ("Bearer abc", "abc"), (nil, nil),
        ] as [(String?, String?)])
    func `a reader may also send it as a password`(authorization: String?, secret: String?) {
        #expect(Credentials.secretOfReader(authorization: authorization, apiKey: nil) == secret)
    }
}
