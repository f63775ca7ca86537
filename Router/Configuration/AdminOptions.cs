using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Admin</c>: who may change the Router while it runs. AppHost generates both keys.</summary>
internal sealed class AdminOptions
{
    /// <summary>Gets or sets the key that requests to <c>/admin</c> carry. Default: none, and then nobody may change anything.</summary>
    [MinLength(16)]
    public string? Key { get; set; }

    /// <summary>Gets or sets whether requests from other machines are served. Default: no.</summary>
    public bool AllowRemote { get; set; }

    /// <summary>Gets or sets the text that the providers' keys are encrypted with in the database. Default: none, and then keys are given by the names of variables only.</summary>
    [MinLength(16)]
    public string? SecretKey { get; set; }
}
