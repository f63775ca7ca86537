using System.Text.RegularExpressions;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Dialects;

/// <summary>A short answer with all numbers of usage; identifiers are read as ID.</summary>
public abstract partial class WireTest : MockTest
{
    protected override MockServerOptions Options => new()
    {
        Default = new Scenario { Pieces = ["A", " ö"], Usage = new ScriptedUsage { Input = 9, Output = 5, Cached = 4, CacheWritten = 1, Reasoning = 2 } },
    };

    private protected async Task<string> SendAsync(string path, string body) =>
        Identifier().Replace((await RawConnection.PostAsync(Server, path, body)).Text, "$1ID");

    [GeneratedRegex("(chatcmpl-|cmpl-|resp_|msg_|rs_|req_|\"responseId\":\"|call_[0-9]|fc_[0-9]|toolu_01[0-9])[0-9A-Za-z]{24}")]
    private static partial Regex Identifier();
}
