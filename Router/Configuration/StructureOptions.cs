using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Structure</c>: answers that must be JSON.</summary>
internal sealed class StructureOptions
{
    /// <summary>Gets or sets whether the answers of providers that promise JSON are checked too. Default: no; a request may ask for it by <c>x-switchyard-validate: true</c>.</summary>
    public bool Validate { get; set; }

    /// <summary>Gets or sets how often a model is asked for one right answer. Default 3.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 3;
}
