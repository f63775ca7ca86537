using System.Net;
using Xunit;

namespace Switchyard.Providers.Tests;

public sealed class ProviderExceptionTests
{
    [Theory]
    [InlineData(429, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(500, false)]
    public void MayPass_Status_IsTrueWhereItIsForAWhile(int status, bool expected) =>
        Assert.Equal(expected, new ProviderException(new ProviderError("No.") { StatusCode = (HttpStatusCode)status, Code = ProviderErrorCodes.ConnectionFailed }).MayPass);

    [Theory]
    [InlineData(ProviderErrorCodes.ConnectionFailed, true)]
    [InlineData(ProviderErrorCodes.Timeout, false)]
    [InlineData(ProviderErrorCodes.StreamInterrupted, false)]
    [InlineData(ProviderErrorCodes.InvalidResponse, false)]
    public void MayPass_NoStatus_IsTrueWhereNobodyWasReached(string code, bool expected) => Assert.Equal(expected, new ProviderException(new ProviderError("No.") { Code = code }).MayPass);
}
