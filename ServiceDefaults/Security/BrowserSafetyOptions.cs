namespace Switchyard.ServiceDefaults.Security;

/// <summary>Which hosts and web pages a service answers to. Without it any page a person visits could drive the services on that person's machine.</summary>
internal sealed class BrowserSafetyOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Security";

    /// <summary>Gets or sets the foreign origins, such as <c>https://app.example.com</c>, whose pages may call this service. Default: none.</summary>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Gets or sets the host names served beside localhost; <c>*</c> serves all. Filled from the key <c>AllowedHosts</c>, separated by semicolons.</summary>
    public IList<string> AllowedHosts { get; set; } = [];
}
