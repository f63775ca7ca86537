using Switchyard.Hosting.Logs;

namespace Switchyard.Hosting.Tests.Logs;

public sealed class LogLinesTests
{
    [Theory]
    [InlineData("2026-11-21T02:03:04.567Z warn: Switchyard.Router[3] Provider 'x' failed.", true)]
    [InlineData("fail: Switchyard.Router[3] Provider 'x' failed.", true)]
    [InlineData("2026-11-21T02:03:04.567Z crit: Host[1] The host stopped.", true)]
    [InlineData("2026-11-21T02:03:04.567Z info: Switchyard.Router[3] it said fail: nothing", false)]
    [InlineData("dbug: x", false)]
    [InlineData("", false)]
    public void ServiceLine_FromWarningUp_IsShown(string line, bool expected)
    {
        Assert.Equal(expected, LogLines.IsServiceWarning(line));
    }

    [Theory]
    [InlineData("2026-11-21 02:00:00 UTC [1] PANIC:  could not write to file", true)]
    [InlineData("2026-11-21 02:00:00 UTC [1] ERROR:  duplicate key value", false)]
    [InlineData("2026-11-21 02:00:00 UTC [1] LOG:  database system is ready", false)]
    public void PostgresLine_OnlyOfServerFailure_IsShown(string line, bool expected)
    {
        Assert.Equal(expected, LogLines.IsPostgresFailure(line));
    }

    [Theory]
    [InlineData("1:M 21 Nov 2026 02:00:00.000 # Can't save in background: fork: Cannot allocate memory", true)]
    [InlineData("1:M 21 Nov 2026 02:00:00.000 # WARNING Memory overcommit must be enabled!", false)]
    public void RedisLine_OnlyOfLostData_IsShown(string line, bool expected)
    {
        Assert.Equal(expected, LogLines.IsRedisFailure(line));
    }
}
