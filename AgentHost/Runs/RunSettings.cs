using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;

namespace Switchyard.AgentHost.Runs;

/// <summary>The limits and the clock of runs.</summary>
internal sealed class RunSettings(IOptions<AgentHostOptions> options, TimeProvider time)
{
    public AgentHostOptions Options => options.Value;

    public TimeProvider Time => time;
}
