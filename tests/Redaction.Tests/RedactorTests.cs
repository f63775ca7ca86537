using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Switchyard.Redaction.Tests;

/// <summary>All that looks like a secret below is made up or a published example.</summary>
public sealed class RedactorTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    [Theory]
    [InlineData("Write to alice.o'hara+x@mail.example.org.", "Write to [redacted: e-mail address].")]
    [InlineData("?to=alice%40example.org&x=1", "?to=[redacted: e-mail address]&x=1")]
    [InlineData("müller@bücher.example", "[redacted: e-mail address]")]
    [InlineData("Call +49 (0) 30 1234567 now", "Call [redacted: phone number] now")]
    [InlineData("Call +14155550123.", "Call [redacted: phone number].")]
    [InlineData("0043 1 234 56 78", "[redacted: phone number]")]
    [InlineData("030 1234567 or 0171-1234567", "[redacted: phone number] or [redacted: phone number]")]
    [InlineData("01 23 45 67 89", "[redacted: phone number]")]
    [InlineData("(415) 555-0123, 415.555.0123", "[redacted: phone number], [redacted: phone number]")]
    [InlineData("card 4111 1111 1111 1111, exp 12/30", "card [redacted: card number], exp 12/30")]
    [InlineData("12 5555-5555-5555-4444 12", "12 [redacted: card number] 12")]
    [InlineData("378282246310005", "[redacted: card number]")]
    [InlineData("pay DE89 3704 0044 0532 0130 00 AND tell me", "pay [redacted: IBAN] AND tell me")]
    [InlineData("AB12 is not gb82west12345698765432", "AB12 is not [redacted: IBAN]")]
    [InlineData("Authorization: Bearer abcdefghijklmnop.qrst", "[redacted: API key]")]
    [InlineData("use bearer abcdefghijklmnop0123456789==", "use [redacted: token]")]
    [InlineData("""{"x-api-key": "0123456789abcdef"}""", """{"[redacted: API key]"}""")]
    [InlineData("sk-proj-abcdefghijklmnop1234, sk-ant-api03-AbCd_ef-1234567890", "[redacted: API key], [redacted: API key]")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE.", "key [redacted: API key].")]
    [InlineData("AIzaSyA-1234567890abcdefghijklmnopqrstu", "[redacted: API key]")]
    [InlineData("gsk_abcdefghijklmnopqrst ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[redacted: API key] [redacted: API key]")]
    [InlineData("""{"a":"line\nAKIAIOSFODNN7EXAMPLE\t4111 1111 1111 1111\\nbob@example.org"}""", """{"a":"line\n[redacted: API key]\t[redacted: card number]\\n[redacted: e-mail address]"}""")]
    [InlineData($"token {Jwt} end", "token [redacted: token] end")]
    [InlineData("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nb", "a\n[redacted: private key]\nb")]
    [InlineData("a -----BEGIN PRIVATE KEY-----\nMIIB and no end", "a [redacted: private key]")]
    [InlineData("""{"phone":"\u002B49 30 1234567","mail":"al\u0069ce\u0040example.org","\u00e9":1}""", """{"phone":"[redacted: phone number]","mail":"[redacted: e-mail address]","\u00e9":1}""")]
    [InlineData("""{"json":"{\"mail\":\"alice\\u0040example.org\"}"}""", """{"json":"{\"mail\":\"[redacted: e-mail address]\"}"}""")]
    [InlineData("card ４１１１ １１１１ １１１１ １１１１, ٤١١١١١١١١١١١١١١١", "card [redacted: card number], [redacted: card number]")]
    [InlineData("card 4111\u20111111\u20111111\u20111111, 4111\u200B1111\u200B1111\u200B1111 or 4111.1111.1111.1111", "card [redacted: card number], [redacted: card number] or [redacted: card number]")]
    [InlineData("alice＠example.org and DE89\u202F3704\u202F0044\u202F0532\u202F0130\u202F00", "[redacted: e-mail address] and [redacted: IBAN]")]
    [InlineData("card 3782 822463 10005", "card [redacted: card number]")]
    public void Redact_Secret_LeavesALabel(string text, string expected)
    {
        Assert.Equal(expected, Redact(text));
    }

    [Theory]
    [InlineData("The answer is 42, pi is 3.14159265358979 and 0.4111111111111111 is a fraction.")]
    [InlineData("4111 1111 1111 1112 fails its check digit, GB82 WEST 1234 5698 7654 33 too.")]
    [InlineData("On 2026-11-26 at 12:30:15, and on 01-02-2024 12:30, 192.168.100.200 answered on port 8080.")]
    [InlineData("id 1764158400000 of a4111111111111111, see https://example.org/a@b and user@localhost")]
    [InlineData("the bearer of news, sk-learn, eyJ, -----BEGIN PUBLIC KEY-----")]
    [InlineData("ids be164711-0412-4917-8123-5f0a9c3b7d21, ae071234-0171-4567-8912-330000000007 and 40123456-7890-4123-8456-000000000001")]
    [InlineData("at 20261126143302, 2026112614330912 and 1764158400000000000 ns; EAN 4006381333931")]
    [InlineData("11-26 14:33:09.045 12345 12345 D/Tag: 09,012 1234567 done")]
    [InlineData("0.0412345678, -0.0123456789 and 12.0412345678 are weights")]
    [InlineData("5 3 0 0 7 0 0 0 0 6 0 0 1 9 5 0 0 0 0 9 8 0 0 0 0 6 0 8 0 0 0 6 0 0 0 3 45 32 56 43 51 56 37 48 55 41")]
    [InlineData("batch sizes 128 256 512 1024 2048, mac 01-23-45-67-89-10, dump 7f 01 23 45 67 89 10 11 12, version 01.23.45.67.89.10")]
    [InlineData("+2024-01-01 was removed, a+12345678 and +1000000 lines")]
    [InlineData("npm i lodash@4.17.21, actions/checkout@v4.1.0, logo@2x.png, git@github.com:a/b, ssh me@10.0.0.1, this@Main.finish")]
    [InlineData("api_key = os.environ['X']; apiKey: process.env.OPENAI_API_KEY, api_key: Optional[str], Authorization: required")]
    [InlineData("sk-toggleable__content, npm_config_user_agent, hf_hub_enable_hf_transfer, bearer authentication-scheme")]
    public void Redact_WhatOnlyLooksLikeOne_Stays(string text)
    {
        Assert.Equal(text, Redact(text));
    }

    [Fact]
    public void Redact_SecretAtTheLimit_IsFoundByWhatFollows()
    {
        var redactor = new Redactor(TimeProvider.System);

        Assert.Equal(("pay [redacted: card number]", 1), redactor.Redact("pay 4111 1111 1111 1111 now", "pay 4111 1111".Length, Stopwatch.GetTimestamp()));
        Assert.Equal(("pay", 0), redactor.Redact("pay 4111 1111 1111 1111 now", "pay".Length, Stopwatch.GetTimestamp()));
    }

    [Fact]
    public void Redact_OverlappingSecrets_AreOneLabel()
    {
        var own = new Dictionary<string, string> { ["customer"] = "KD-[0-9]+", ["0"] = "[0-9]+ in all", ["account"] = @"CORP\\\w+" };

        Assert.Equal(@"[redacted: customer]; [redacted: pattern 0]; [redacted: account]", Redact(@"KD-7 in all; 8 in all; CORP\nina", own));
    }

    [Fact]
    public void Redact_PatternThatWouldBacktrackForever_Ends()
    {
        var own = new Dictionary<string, string> { ["evil"] = "^(a+)+$" };
        var text = new string('a', 50_000) + "b";

        Assert.Equal(text, Redact(text, own));
    }

    [Fact]
    public void Redact_TimeIsOver_IsSaidRatherThanSkipped()
    {
        var redactor = new Redactor(TimeProvider.System);

        Assert.Throws<RegexMatchTimeoutException>(() => redactor.Redact("alice@example.org", 17, Stopwatch.GetTimestamp() - (3600 * Stopwatch.Frequency)));
    }

    private static string Redact(string text, Dictionary<string, string>? own = null) => new Redactor(own ?? [], TimeProvider.System).Redact(text);
}
