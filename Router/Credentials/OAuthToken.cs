using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Credentials;

/// <summary>The token of one provider: fetched when it is wanted, once for all who want it, and kept until shortly before it expires.</summary>
/// <remarks>Source: RFC 6749, sections 2.3.1, 4.4 and 5.</remarks>
internal sealed class OAuthToken(OAuthConfig config, HttpMessageInvoker client, TimeProvider time)
{
    private const int MaxAnswerBytes = 64 * 1024;
    private const string Json = "application/json";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    // An endpoint need not say how long its tokens last.
    private static readonly TimeSpan s_usualLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longestMargin = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private (string Value, DateTimeOffset Until)? _token;
    private Task<string>? _underWay;

    /// <summary>Gets a token that is good for a while.</summary>
    /// <exception cref="TokenException">There is none.</exception>
    public Task<string> GetAsync(CancellationToken cancellationToken)
    {
        Task<string> fetch;
        lock (_lock)
        {
            if (_token is { } token && token.Until > time.GetUtcNow())
            {
                return Task.FromResult(token.Value);
            }

            // Not the caller's token: one caller who leaves must not spoil it for the others.
            fetch = _underWay is { IsCompleted: false } ? _underWay : _underWay = FetchAsync();
        }

        return fetch.WaitAsync(cancellationToken);
    }

    /// <summary>Says that <paramref name="value"/> was refused. A token fetched meanwhile stays.</summary>
    public void Forget(string value)
    {
        lock (_lock)
        {
            _token = _token?.Value == value ? null : _token;
        }
    }

    private async Task<string> FetchAsync()
    {
        using var timeout = new CancellationTokenSource(s_timeout, time);
        try
        {
            // The lock is held by whoever began this.
            await Task.Yield();
            using var request = Write();
            using var response = await client.SendAsync(request, timeout.Token);
            return Take(response.StatusCode, await ReadAsync(response.Content, timeout.Token));
        }
        catch (OperationCanceledException exception)
        {
            throw new TokenException("could not be asked: its token endpoint did not answer in time", isRefusal: false, exception);
        }
        catch (Exception exception) when (exception is (HttpRequestException and not TokenException) or IOException)
        {
            throw new TokenException("could not be asked: its token endpoint could not be reached", isRefusal: false, exception);
        }
    }

    private HttpRequestMessage Write()
    {
        var secret = config.ClientSecret?.Reveal() ?? throw new TokenException($"could not be asked: {config.ClientSecretVariable}, which holds the client's secret, is not set", isRefusal: true);
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (config.Scope is { } scope)
        {
            form["scope"] = scope;
        }

        var credentials = $"{WebUtility.UrlEncode(config.ClientId)}:{WebUtility.UrlEncode(secret)}";
        var request = new HttpRequestMessage(HttpMethod.Post, config.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        request.Headers.TryAddWithoutValidation("Accept", Json);
        return request;
    }

    private static async Task<JsonElement> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
        try
        {
            return JsonElement.Parse(await content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private string Take(HttpStatusCode status, JsonElement answer)
    {
        if (status != HttpStatusCode.OK)
        {
            var code = TextOf(answer, "error") is { Length: <= 64 } error ? $" and '{error}'" : string.Empty;
            throw new TokenException($"could not be asked: its token endpoint answered with status {(int)status}{code}", (int)status is >= 400 and < 500 and not (408 or 429));
        }

        if (TextOf(answer, "access_token") is not { } value || (TextOf(answer, "token_type") is { } type && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)))
        {
            throw new TokenException("could not be asked: its token endpoint gave no bearer token", isRefusal: false);
        }

        lock (_lock)
        {
            _token = (value, time.GetUtcNow() + UseOf(answer));
        }

        return value;
    }

    private static TimeSpan UseOf(JsonElement answer)
    {
        var lifetime = answer.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetDouble(out var number) && number is >= 0 and <= int.MaxValue
            ? TimeSpan.FromSeconds(number)
            : s_usualLifetime;
        var margin = lifetime / 10;
        return lifetime - (margin < s_longestMargin ? margin : s_longestMargin);
    }

    // What is shown or sent in a header: printable and not too long.
    private static string? TextOf(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
        && member.GetString() is { Length: > 0 and <= 16384 } text && text.All(static character => character is > ' ' and <= '~') ? text : null;
}
