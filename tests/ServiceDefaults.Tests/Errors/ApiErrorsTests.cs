using Microsoft.AspNetCore.Builder;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Tests.Errors;

public sealed class ApiErrorsTests
{
    [Theory]
    [InlineData(400, "invalid_request", "invalid_request_error")]
    [InlineData(404, "not_found", "invalid_request_error")]
    [InlineData(405, "method_not_allowed", "invalid_request_error")]
    [InlineData(408, "request_timeout", "invalid_request_error")]
    [InlineData(413, "request_too_large", "invalid_request_error")]
    [InlineData(415, "unsupported_media_type", "invalid_request_error")]
    [InlineData(500, "internal_error", "api_error")]
    [InlineData(502, "internal_error", "api_error")]
    public void ForStatus_KeepsTheStatus(int status, string code, string type)
    {
        var error = ApiErrors.ForStatus(status, "GET");

        Assert.Equal((status, code, type), (error.Status, error.Code, error.Type));
    }

    [Fact]
    public void ModelNotFound_LongOrUnprintableName_IsTamed()
    {
        var error = ApiErrors.ModelNotFound("a\r\nb\u001b[31m" + new string('x', 200));

        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.InRange(error.Message.Length, 1, 160);
        Assert.Equal("model", error.Param);
    }

    [Fact]
    public void Unavailable_SaysWhenToComeBack() => Assert.Equal(TimeSpan.FromSeconds(3), ApiErrors.Unavailable("Later.", TimeSpan.FromSeconds(3)).RetryAfter);

    [Theory]
    [InlineData(0.2, "1")]
    [InlineData(1.2, "2")]
    [InlineData(30, "30")]
    public async Task RetryAfter_IsWholeSecondsAndNeverZero(double seconds, string expected)
    {
        await using var service = await TestService.StartAsync(map: app => app.MapGet("/busy", () => new ApiErrorResult(ApiErrors.Unavailable("Busy.", TimeSpan.FromSeconds(seconds)))));

        using var response = await service.Client.GetAsync("/busy", TestContext.Current.CancellationToken);

        Assert.Equal((503, expected), ((int)response.StatusCode, response.Headers.GetValues("Retry-After").Single()));
    }
}
