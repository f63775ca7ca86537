namespace Switchyard.Web;

/// <summary>Registers <see cref="WebOptions"/>.</summary>
internal static class WebOptionsExtensions
{
    public static WebApplicationBuilder AddWebOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<WebOptions, WebOptionsValidator>().BindConfiguration(WebOptions.SectionName);
        return builder;
    }
}
