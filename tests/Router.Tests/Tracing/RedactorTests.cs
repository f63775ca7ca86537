using System.Diagnostics;
using System.Text.RegularExpressions;
using Switchyard.Router.Configuration;
using Switchyard.Router.Tracing.Redaction;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

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
    public void Redact_WhatOnlyLooksLikeOne_Stays(string text)
    {
        Assert.Equal(text, Redact(text));
    }

    [Fact]
    public void Redact_SecretAtTheLimit_IsFoundByWhatFollows()
    {
        var redactor = new Redactor(new TracingOptions(), TimeProvider.System);

        Assert.Equal(("pay [redacted: card number]", 1), redactor.Redact("pay 4111 1111 1111 1111 now", "pay 4111 1111".Length, Stopwatch.GetTimestamp()));
        Assert.Equal(("pay", 0), redactor.Redact("pay 4111 1111 1111 1111 now", "pay".Length, Stopwatch.GetTimestamp()));
    }

    [Fact]
    public void Redact_OverlappingSecrets_AreOneLabel()
    {
        var options = new TracingOptions { RedactPatterns = { ["customer"] = "KD-[0-9]+", ["0"] = "[0-9]+ in all", ["account"] = @"CORP\\\w+" } };

        Assert.Equal(@"[redacted: customer]; [redacted: pattern 0]; [redacted: account]", Redact(@"KD-7 in all; 8 in all; CORP\nina", options));
    }

    [Fact]
    public void Redact_SwitchedOff_ChangesNothing()
    {
        Assert.Equal("alice@example.org KD-7", Redact("alice@example.org KD-7", new TracingOptions { Redact = false, RedactPatterns = { ["customer"] = "KD-[0-9]+" } }));
    }

    [Fact]
    public void Redact_PatternThatWouldBacktrackForever_Ends()
    {
        var options = new TracingOptions { RedactPatterns = { ["evil"] = "^(a+)+$" } };
        var text = new string('a', 50_000) + "b";

        Assert.Equal(text, Redact(text, options));
    }

    [Fact]
    public void Redact_TimeIsOver_IsSaidRatherThanSkipped()
    {
        var redactor = new Redactor(new TracingOptions(), TimeProvider.System);

        Assert.Throws<RegexMatchTimeoutException>(() => redactor.Redact("alice@example.org", 17, Stopwatch.GetTimestamp() - (3600 * Stopwatch.Frequency)));
    }

    private static string Redact(string text, TracingOptions? options = null) => new Redactor(options ?? new TracingOptions(), TimeProvider.System).Redact(text, text.Length, Stopwatch.GetTimestamp()).Text;
}
