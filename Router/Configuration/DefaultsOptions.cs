namespace Switchyard.Router.Configuration;

/// <summary>What of <see cref="RouterOptions"/> holds where a request says nothing, for changes at run time.</summary>
internal sealed class DefaultsOptions
{
    /// <summary>Gets or sets <see cref="RouterOptions.DefaultModel"/>.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>Gets or sets <see cref="RouterOptions.DefaultEmbeddingModel"/>.</summary>
    public string? DefaultEmbeddingModel { get; set; }

    /// <summary>Gets or sets <see cref="RouterOptions.DefaultProvider"/>.</summary>
    public string? DefaultProvider { get; set; }
}
