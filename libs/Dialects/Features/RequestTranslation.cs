using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Features;

/// <summary>One request on its way to one upstream: where the JSON goes, and the judge of what the upstream can be told.</summary>
public sealed class RequestTranslation : IDisposable
{
    private readonly ArrayBufferWriter<byte> _body = new(1024);
    private readonly List<DroppedHint> _dropped = [];
    private readonly string _target;
    private readonly Func<RequestFeature, FeatureRule> _rules;

    /// <summary>Begins the translation of one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="target">What errors call the upstream's dialect.</param>
    /// <param name="rules">What becomes of each feature.</param>
    /// <param name="traits">What is particular about the upstream.</param>
    /// <exception cref="TranslationException">The request asks for several answers or for probabilities, and the rules refuse that.</exception>
    public RequestTranslation(ModelRequest request, string target, Func<RequestFeature, FeatureRule> rules, UpstreamTraits traits)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(traits);
        (Request, Traits, _target, _rules) = (request, traits, target, rules);
        Json = new Utf8JsonWriter(_body, JsonText.WriterOptions);
        JudgeWhatNobodyHas();
    }

    internal RequestTranslation(ModelRequest request, Dialect target, UpstreamTraits traits)
        : this(request, target.ToString(), feature => FeatureTable.Row(feature).For(target), traits)
    {
    }

    /// <summary>Gets the request.</summary>
    public ModelRequest Request { get; }

    /// <summary>Gets what is particular about the upstream.</summary>
    public UpstreamTraits Traits { get; }

    /// <summary>Gets where the body goes.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Tells whether the upstream can be told of <paramref name="feature"/>, which the request has; a hint it cannot be told of is reported.</summary>
    /// <exception cref="TranslationException">It cannot, and the feature changes what is asked.</exception>
    public bool Takes(RequestFeature feature, string? field = null)
    {
        field ??= FieldNames.Of(feature, Request.Source);
        switch (_rules(feature))
        {
            case FeatureRule.Native:
                return true;
            case FeatureRule.Extended when Traits.HasExtendedSampling:
                return true;
            case FeatureRule.Refused:
                throw Refusal(field, $"'{field}' asks for something the model's provider cannot do ({Describe(feature)}).");
            default:
                Drop(field, $"The model's provider has nothing like it ({Describe(feature)}).");
                return false;
        }
    }

    /// <summary>Gets <paramref name="value"/> if the request has one and the upstream can be told.</summary>
    public T? Taken<T>(RequestFeature feature, T? value)
        where T : struct => value is not null && Takes(feature) ? value : null;

    /// <summary>Reports what of <paramref name="tool"/> the upstream cannot be told.</summary>
    public void Judge(Tool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        if (tool.Strict == true)
        {
            Takes(RequestFeature.StrictTool, $"{tool.Field}.strict");
        }

        if (tool.CacheControl is not null)
        {
            Takes(RequestFeature.CacheControl, $"{tool.Field}.cache_control");
        }
    }

    /// <summary>Reports that <paramref name="field"/> is left out, or not sent as it stands.</summary>
    public void Drop(string field, string reason) => _dropped.Add(new DroppedHint(field, reason));

    /// <summary>Makes the exception for a request that is right and that this upstream cannot be asked.</summary>
    public static TranslationException Refusal(string field, string reason) => new(field, reason) { IsUnsupported = true };

    /// <summary>Writes or reports members only the caller's family knows.</summary>
    public void WriteExtra(bool isSameFamily)
    {
        foreach (var member in Request.Extra)
        {
            if (isSameFamily)
            {
                Json.WriteElement(member.Name, member.Value);
            }
            else
            {
                Drop(member.Name, "Only providers of the same family may know it.");
            }
        }
    }

    /// <summary>Ends the body, which goes to <paramref name="path"/>.</summary>
    public UpstreamRequest Finish(string path)
    {
        Json.Flush();
        return new UpstreamRequest(path, _body.WrittenMemory, _dropped);
    }

    /// <inheritdoc/>
    public void Dispose() => Json.Dispose();

    private void JudgeWhatNobodyHas()
    {
        if (Request.Sampling.Count > 1)
        {
            Takes(RequestFeature.Count);
        }

        if (Request.Sampling.Logprobs)
        {
            Takes(RequestFeature.Logprobs);
        }

        foreach (var field in Request.Unread)
        {
            Drop(field, "It is not part of the dialect, or not one that can be translated.");
        }
    }

    private string Describe(RequestFeature feature) => $"{feature} in {_target}";
}
