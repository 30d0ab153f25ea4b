import { SignPage, type SignPageProps, signMetadata } from "./sign-page";

export const generateMetadata = () => signMetadata("in");

export default function Page(props: SignPageProps) {
  return <SignPage mode="in" {...props} />;
}
