using Switchyard.Web.Clients;

namespace Switchyard.Web.Monitoring;

/// <summary>What one look at one service found.</summary>
internal sealed record ServiceReading(string Name, HealthReading Health, ServiceMetrics Metrics, RequestRate Rate);
