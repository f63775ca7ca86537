using System.Xml;
using System.Xml.XPath;

namespace Switchyard.Agents.Tools.Data;

/// <summary>Walks a document for XPath and counts every step: nested conditions take a power of the document's size, and the runtime lets nobody end them.</summary>
internal sealed class MeteredNavigator(XPathNavigator inner, StepMeter meter) : XPathNavigator
{
    // A text costs by its length, since that of an element is put together from all below it.
    private const int CharactersPerStep = 64;

    public override string BaseURI => inner.BaseURI;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string Name => inner.Name;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XmlNameTable NameTable => inner.NameTable;

    public override XPathNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override string Value
    {
        get
        {
            var value = inner.Value;
            meter.Count(1 + (value.Length / CharactersPerStep));
            return value;
        }
    }

    public override XPathNavigator Clone()
    {
        meter.Count();
        return new MeteredNavigator(inner.Clone(), meter);
    }

    public override bool IsSamePosition(XPathNavigator other) => other is MeteredNavigator metered && inner.IsSamePosition(metered.Inner);

    public override bool MoveTo(XPathNavigator other) => Counted(other is MeteredNavigator metered && inner.MoveTo(metered.Inner));

    public override bool MoveToFirstAttribute() => Counted(inner.MoveToFirstAttribute());

    public override bool MoveToFirstChild() => Counted(inner.MoveToFirstChild());

    public override bool MoveToFirstNamespace(XPathNamespaceScope namespaceScope) => Counted(inner.MoveToFirstNamespace(namespaceScope));

    public override bool MoveToId(string id) => Counted(inner.MoveToId(id));

    public override bool MoveToNext() => Counted(inner.MoveToNext());

    public override bool MoveToNextAttribute() => Counted(inner.MoveToNextAttribute());

    public override bool MoveToNextNamespace(XPathNamespaceScope namespaceScope) => Counted(inner.MoveToNextNamespace(namespaceScope));

    public override bool MoveToParent() => Counted(inner.MoveToParent());

    public override bool MoveToPrevious() => Counted(inner.MoveToPrevious());

    private XPathNavigator Inner => inner;

    private bool Counted(bool moved)
    {
        meter.Count();
        return moved;
    }
}
