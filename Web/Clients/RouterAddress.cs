namespace Switchyard.Web.Clients;

/// <summary>Where people reach the Router, for the commands the pages show them.</summary>
internal static class RouterAddress
{
    public static string Of(IConfiguration configuration) => configuration["services:router:http:0"]?.TrimEnd('/') ?? "http://localhost:7170";
}
